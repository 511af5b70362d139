-- What was mended stays right for the version before as well.
select 1;
