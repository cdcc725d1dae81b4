-- How much of each repository is stored once for several of its images, or for several repositories?
WITH parsed AS (
    SELECT image_parse(reference) AS parts, digest FROM images
), used AS (
    SELECT DISTINCT parts['registry'] || '/' || parts['repository'] AS name,
           parsed.digest AS image, layers.digest, size
    FROM parsed JOIN layers ON layers.image = parsed.digest
), stored AS (
    SELECT digest, count(DISTINCT image) AS images, count(DISTINCT name) AS names
    FROM used
    GROUP BY digest
), once AS (
    SELECT DISTINCT name, digest, size FROM used
), per_name AS (
    SELECT name,
           sum(size) AS stored,
           sum(CASE WHEN names > 1 THEN size ELSE 0 END) AS shared_with_others
    FROM once JOIN stored ON stored.digest = once.digest
    GROUP BY name
), per_image AS (
    SELECT name,
           count(DISTINCT image) AS images,
           sum(size) AS pulled,
           sum(CASE WHEN images = 1 THEN size ELSE 0 END) AS layer_unique_bytes
    FROM used JOIN stored ON stored.digest = used.digest
    GROUP BY name
)
SELECT per_image.name, images, pulled, stored, pulled - stored AS saved, layer_unique_bytes, shared_with_others
FROM per_image JOIN per_name ON per_name.name = per_image.name
ORDER BY saved DESC, per_image.name
