"""What a person can do with the app: use cases, the ports they need, and the frozen views they give back."""
