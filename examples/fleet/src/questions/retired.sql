-- Which retired names are still in use, and what replaced them?
WITH used AS (
    SELECT image, count(*) AS pods FROM pods GROUP BY image
), looked_up AS (
    SELECT registry_retired(image) AS retired, image_normalize(image) AS image, pods FROM used
)
SELECT image_parse(image)['registry'] AS registry,
       retired['since'] AS since,
       sum(pods) AS pods,
       count(DISTINCT image) AS images,
       min(image_familiar(image)) AS example,
       min(retired['replacement']) AS replacement
FROM looked_up
WHERE retired IS NOT NULL
GROUP BY registry, since
ORDER BY pods DESC, registry
