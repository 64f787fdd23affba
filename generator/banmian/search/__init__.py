"""Full-text search: what Python writes (`index`) and what the browser reads it with (`client/`)."""
