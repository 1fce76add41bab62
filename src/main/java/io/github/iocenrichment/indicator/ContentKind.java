package io.github.iocenrichment.indicator;

/** How a text is to be read: HTML has character references, attributes and boilerplate that plain text has not. */
public enum ContentKind { PLAIN, HTML }
