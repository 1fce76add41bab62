package io.github.iocenrichment.attachment;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The control words of RTF that decide where the text of their group belongs, and the code pages that documents name. */
final class RtfWords {
    /** Groups that hold nothing which is shown: tables of fonts and styles, lists, dates. */
    static final Set<String> SILENT = Set.of("fonttbl", "colortbl", "stylesheet", "pntext", "objclass", "listtable", "listpicture",
            "listoverridetable", "rsidtbl", "themedata", "colorschememapping", "latentstyles", "xmlnstbl", "generator", "blipuid", "panose", "falt",
            "pnseclvl", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "wgrffmtfilter", "passwordhash", "password", "oldpprops", "oldcprops",
            "oldsprops", "oldtprops", "mhtmltag", "mmathPr", "creatim", "revtim", "printim", "buptim", "pgdsctbl", "protusertbl", "background");
    /** Groups whose text is no part of the line that they stand in: notes, comments, text boxes, properties, deleted text, tables of files. */
    static final Set<String> ASIDE = Set.of("fldinst", "info", "title", "subject", "author", "manager", "operator", "category", "keywords", "doccomm",
            "comment", "company", "hlinkbase", "propname", "staticval", "linkval", "footnote", "annotation", "atnauthor", "atnid", "shptxt", "sn",
            "sv", "filetbl", "file", "revtbl", "deleted", "template", "userprops", "nextfile", "objname", "objalias", "objtopic", "objitem",
            "mmodsrc", "mmconnectstr", "datafield", "hlloc", "hlsrc", "hlfr");
    /** Groups of hexadecimal digits. */
    static final Set<String> BLOBS = Set.of("objdata", "pict", "datastore");
    /** What a document is written in that does not say so. */
    static final Charset WESTERN = Charset.forName("windows-1252");

    private RtfWords() {
    }

    /** The charset of a code page by its number; {@link #WESTERN} for one that is not known. */
    static Charset codePage(int number) {
        if (number == 65001) {
            return StandardCharsets.UTF_8;
        }
        for (String name : new String[] {"windows-" + number, "Cp" + number}) {
            if (number > 0 && Charset.isSupported(name)) {
                return Charset.forName(name);
            }
        }
        return WESTERN;
    }
}
