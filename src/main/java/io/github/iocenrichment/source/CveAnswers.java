package io.github.iocenrichment.source;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The answers about one CVE side by side: what some of them mean depends on the others. */
public final class CveAnswers {
    private static final Set<String> RECORDS = Set.of(NvdReader.SOURCE, CveOrgReader.SOURCE);

    private CveAnswers() {
    }

    /** Whether CVE.org is asked too: where the NVD has no score in any version, does not know the CVE or could not be asked. */
    public static boolean needsCveOrg(Answer nvd) {
        CveRecordFacts facts = CveRecordFacts.of(nvd);
        return nvd.state() != AnswerState.FOUND || facts.cvssScore() == null && !facts.rejected();
    }

    /** The same answers in words that fit together. */
    public static List<Answer> together(List<Answer> answers) {
        Instant published = answers.stream().filter(answer -> RECORDS.contains(answer.source())).map(answer -> CveRecordFacts.of(answer).published())
                .filter(Objects::nonNull).findFirst().orElse(null);
        boolean nvdAsked = answers.stream().anyMatch(answer -> answer.source().equals(NvdReader.SOURCE) && answer.state().isAnswered());
        return answers.stream().map(answer -> switch (answer.source()) {
            case EpssReader.SOURCE -> EpssReader.named(answer, published);
            case CveOrgReader.SOURCE -> nvdAsked ? answer : CveOrgReader.withoutNvd(answer);
            default -> answer;
        }).toList();
    }
}
