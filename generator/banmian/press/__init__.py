"""The impure engine: files, the lock, staging and the swap. It knows nothing of articles."""
