package io.github.iocenrichment.ivanti;

import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** The form that attaches one file to an incident, as a body of an HTTP request that can be sent again. */
public final class UploadForm extends HttpEntityWrapper {
    private final String fileName;
    private final String text;

    public UploadForm(BusinessObject object, String recId, String fileName, String mediaType, String text) {
        // as browsers send it: nothing but the disposition stands before a field's value
        super(MultipartEntityBuilder.create().setMode(HttpMultipartMode.LEGACY).setCharset(StandardCharsets.UTF_8)
                .addTextBody(AttachmentRow.UPLOAD_PARENT, recId).addTextBody(AttachmentRow.UPLOAD_PARENT_KIND, object.fileParent())
                .addBinaryBody("file", text.getBytes(StandardCharsets.UTF_8), ContentType.create(mediaType, StandardCharsets.UTF_8), fileName).build());
        this.fileName = fileName;
        this.text = text;
    }

    public String fileName() {
        return fileName;
    }

    public String text() {
        return text;
    }
}
