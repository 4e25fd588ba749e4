"""Makes the sample returns and works out what they must give."""
