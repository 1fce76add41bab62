package io.github.iocenrichment.intake;

import io.github.iocenrichment.ivanti.AttachmentList;
import io.github.iocenrichment.ivanti.BusinessObject;
import io.github.iocenrichment.ivanti.IvantiPath;
import io.github.iocenrichment.ivanti.IvantiRefusedException;
import io.github.iocenrichment.ivanti.IvantiReply;
import io.github.iocenrichment.ivanti.IvantiUnavailableException;
import java.time.Clock;

/**
 * Lists the child rows of a record of Ivanti, to the last page: by the relationship, as it takes no size of page, and by the parent link where a tenant
 * does not know the relationship or where its answer may be only a first page.
 */
public final class ListRelated {
    private final PolledObjects objects;
    private final Clock clock;

    public ListRelated(PolledObjects objects, Clock clock) {
        this.objects = objects;
        this.clock = clock;
    }

    public RelatedRows attachmentsOfIncident(String recId) {
        return new RelatedRows(relationship(recId, IvantiPath.incidentAttachments(recId)), IvantiPath.ATTACHMENTS, recId);
    }

    /** Notes and mails together. */
    public RelatedRows journalOfIncident(String recId) {
        return new RelatedRows(relationship(recId, IvantiPath.incidentJournal(recId)), IvantiPath.JOURNALS, recId);
    }

    /** Which relationships other objects than incidents have is not known. */
    private String relationship(String recId, String path) {
        return objects.of(recId) == BusinessObject.INCIDENT ? path : "";
    }

    public RelatedRows attachmentsOfEntry(String recId) {
        return new RelatedRows("", IvantiPath.ATTACHMENTS, recId);
    }

    /** The answer by the relationship. @throws IvantiUnavailableException when it is no list */
    public void related(RelatedRows related, IvantiReply reply) {
        if (reply.isWrongPath()) {
            related.unrelated();
        } else if (!reply.isSound()) {
            related.failed(reply.fault());
        } else {
            related.related(read(reply));
        }
    }

    /** One page by the parent. @throws IvantiUnavailableException when it is no list */
    public void page(RelatedRows related, IvantiReply reply) {
        if (reply.isSound()) {
            related.page(read(reply));
        } else if (related.hasRows()) {
            related.end();
        } else {
            related.failed(reply.fault());
        }
    }

    /**
     * Ivanti refuses to give a page: what the relationship gave stands.
     *
     * @throws IvantiRefusedException the same again when there is nothing that could stand, or when the key is refused
     */
    public void refused(RelatedRows related, IvantiRefusedException refusal) {
        if (!related.hasRows() || refusal.isKeyRefused()) {
            throw refusal;
        }
        related.end();
    }

    private AttachmentList read(IvantiReply reply) {
        AttachmentList list = AttachmentList.read(reply.http(), clock.instant());
        if (list.isFault()) {
            throw new IvantiUnavailableException("Ivanti: " + list.fault().line(), clock.instant());
        }
        return list;
    }
}
