package io.github.iocenrichment.store;

import io.github.iocenrichment.indicator.IndicatorType;
import io.github.iocenrichment.source.Answer;
import io.github.iocenrichment.source.QuotaNotice;
import io.github.iocenrichment.store.AnswerStore.Kept;
import io.github.iocenrichment.store.AnswerStore.Key;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Questions of a store one by one, each a set of its own. */
public record OneByOne(Store store) {

    /** The kept answer, if it has not expired. */
    Optional<Answer> fresh(String source, IndicatorType type, String value, Instant now) {
        return kept(source, type, value).filter(kept -> kept.isFresh(now)).map(Kept::answer);
    }

    /** The kept answer whatever its age. */
    Optional<Answer> any(String source, IndicatorType type, String value) {
        return kept(source, type, value).map(Kept::answer);
    }

    Map<Key, Kept> kept(Collection<Key> keys) {
        return inOne(set -> set.kept(keys));
    }

    private Optional<Kept> kept(String source, IndicatorType type, String value) {
        Key key = new Key(source, type, value);
        return Optional.ofNullable(kept(List.of(key)).get(key));
    }

    /** Whether it is what is kept afterwards. */
    boolean save(Answer answer, Instant expiresAt) {
        return save(answer, expiresAt, null);
    }

    public boolean save(Answer answer, Instant expiresAt, String recId) {
        inOne(set -> {
            set.save(List.of(new Kept(answer, expiresAt, recId)));
            return null;
        });
        return any(answer.source(), answer.type(), answer.value()).filter(answer::equals).isPresent();
    }

    public boolean claim(String source, IndicatorType type, String value, String owner, Instant until, Instant now) {
        return claim(source, type, value, owner, null, until, now);
    }

    boolean claim(String source, IndicatorType type, String value, String owner, Work work, Instant until, Instant now) {
        return inOne(set -> set.claim(List.of(new AnswerStore.Claim(new Key(source, type, value), owner, work)), until, now)).size() == 1;
    }

    public void release(String source, IndicatorType type, String value, String owner) {
        inOne(set -> {
            set.release(List.of(new AnswerStore.Claim(new Key(source, type, value), owner, null)));
            return null;
        });
    }

    public Spend trySpend(String source, List<Budget> budgets, Instant now) {
        return trySpend(source, budgets, null, null, now);
    }

    Spend trySpend(String source, List<Budget> budgets, QuotaRequest request, Instant now) {
        return trySpend(source, budgets, request, null, now);
    }

    Spend trySpend(String source, List<Budget> budgets, Share share, Instant now) {
        return trySpend(source, budgets, null, share, now);
    }

    Spend trySpend(String source, List<Budget> budgets, QuotaRequest request, Share share, Instant now) {
        List<String> owners = share == null ? List.of() : List.of(share.owner());
        return inOne(set -> set.accounts(Map.of(source, owners), now).spend(source, budgets, request, share));
    }

    public void learn(String source, QuotaNotice notice, Instant now) {
        tell(source, accounts -> accounts.learn(source, List.of(notice)), now);
    }

    void refused(String source, QuotaRequest request, Instant until, Instant now) {
        tell(source, accounts -> accounts.refused(source, request, until), now);
    }

    void answered(String source, Instant paidAt) {
        tell(source, accounts -> accounts.answered(source, paidAt), paidAt);
    }

    boolean followsRefusal(String source, Instant paidAt) {
        return store.quotas().followsRefusal(source, paidAt, null);
    }

    private void tell(String source, Consumer<Accounts> change, Instant now) {
        inOne(set -> {
            set.changeAccounts(List.of(source), change, now);
            return null;
        });
    }

    private <T> T inOne(Function<QuestionSet, T> work) {
        return store.answers().inOne(work);
    }
}
