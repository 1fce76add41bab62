package io.github.iocenrichment.attachment;

/** Reads one format. Whatever it throws is turned into a line of {@link AttachmentText#unread()}; the texts it gave before are kept. */
@FunctionalInterface
interface FormatReader {
    void read(Part part, Reading reading) throws Exception;
}
