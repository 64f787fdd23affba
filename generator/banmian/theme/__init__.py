"""What templates see and how they are rendered. Pure: templates and assets come as mappings."""
