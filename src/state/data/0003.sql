-- The day of a checked post (YYYY-MM-DD), which its `third quarter` is counted from.
ALTER TABLE checks ADD COLUMN day TEXT;
