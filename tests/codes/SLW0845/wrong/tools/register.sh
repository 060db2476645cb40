echo registered
