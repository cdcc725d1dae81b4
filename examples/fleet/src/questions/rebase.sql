-- How much would it save to build every image on the newest release of its base?
WITH bases AS (
    SELECT reference, digest, image_parse(reference) AS image
    FROM images
    WHERE base IS NULL
), releases AS (
    SELECT reference, digest,
           image['registry'] || '/' || image['repository'] AS name, image['tag'] AS tag
    FROM bases
), outdated AS (
    SELECT DISTINCT old.reference, old.digest, old.name
    FROM releases AS old JOIN releases AS other ON other.name = old.name
    WHERE tag_newer(old.tag, other.tag)
), kept AS (
    SELECT DISTINCT layers.digest
    FROM layers
    JOIN releases ON releases.digest = layers.image
    LEFT JOIN outdated ON outdated.digest = releases.digest
    WHERE outdated.digest IS NULL
), freed AS (
    SELECT DISTINCT outdated.name, layers.digest, layers.size
    FROM layers
    JOIN outdated ON outdated.digest = layers.image
    LEFT JOIN kept ON kept.digest = layers.digest
    WHERE kept.digest IS NULL
), saved AS (
    SELECT name, count(*) AS layers, sum(size) AS bytes FROM freed GROUP BY name
), rebuilt AS (
    SELECT outdated.name, count(*) AS images, count(DISTINCT outdated.reference) AS bases
    FROM images JOIN outdated ON outdated.reference = images.base
    GROUP BY outdated.name
)
SELECT saved.name AS base, rebuilt.bases AS releases, rebuilt.images, saved.layers, saved.bytes AS saved
FROM saved JOIN rebuilt ON rebuilt.name = saved.name
ORDER BY saved DESC, base
