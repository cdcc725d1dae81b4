-- Which images run although newer ones of their stream exist?
WITH used AS (
    SELECT image_normalize(image) AS image, count(*) AS pods FROM pods GROUP BY image_normalize(image)
), parsed AS (
    SELECT image_parse(image) AS image, pods FROM used
), running AS (
    SELECT image['registry'] || '/' || image['repository'] AS name, image['tag'] AS tag, sum(pods) AS pods
    FROM parsed
    WHERE image['tag'] IS NOT NULL
    GROUP BY name, tag
), released AS (
    SELECT image_parse(reference) AS image FROM images
), known AS (
    SELECT image['registry'] || '/' || image['repository'] AS name, image['tag'] AS tag FROM released
)
SELECT running.name, running.tag, tag_kind(running.tag) AS kind, pods, count(*) AS newer
FROM running JOIN known ON known.name = running.name
WHERE tag_newer(running.tag, known.tag)
GROUP BY running.name, running.tag, pods
ORDER BY pods DESC, running.name, running.tag
