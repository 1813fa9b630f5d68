package struct Application {}
