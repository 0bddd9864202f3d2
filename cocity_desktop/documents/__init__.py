"""What is read on paper or on a screen elsewhere: PDF, HTML, and the views they are made from."""
