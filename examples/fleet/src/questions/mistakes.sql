-- Which strings are not references, and why?
SELECT image_error(image) AS error,
       count(*) AS pods,
       count(DISTINCT image) AS strings,
       min(image) AS example
FROM pods
WHERE image_error(image) IS NOT NULL
GROUP BY error
ORDER BY pods DESC, error
