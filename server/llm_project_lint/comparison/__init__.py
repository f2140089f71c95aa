"""What is set side by side: one project under each of the four approaches."""
