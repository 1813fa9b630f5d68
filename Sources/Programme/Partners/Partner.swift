package struct Partner {}
