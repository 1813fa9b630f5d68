-- What is limited is counted in memory, by each node for itself: nobody writes these rows any more.
DROP TABLE rate_window;
