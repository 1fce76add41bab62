package io.github.iocenrichment.task;

import io.github.iocenrichment.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code task:NAME}, the durable hand-over between routes. {@code to: task:NAME} keeps a piece of work under its key until
 * {@code from: task:NAME} has brought it to its end; see {@link TaskEndpoint} for what is guaranteed.
 */
@Component("task")
public class TaskComponent extends DefaultComponent {
    private static final Logger LOG = LoggerFactory.getLogger(TaskComponent.class);
    private static final int NODE_MAX = 50;

    private final TaskConsumers consumers = new TaskConsumers();
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    @Metadata(description = "How the database with the tasks is read and changed; else the bean named 'store', or the registry's only one of its type.")
    private @Nullable Transactions transactions;
    @Metadata(description = "Name of this node, exclusive among the nodes on one database; else the property node.name.")
    private @Nullable String nodeName;
    @Metadata(description = "True when no other living process has this node's name: then work of a previous life is resumed at once; else guessed from the"
            + " URL.")
    private @Nullable Boolean exclusive;
    @Metadata(defaultValue = "3", description = "Work that was running at so many deaths of the process is parked; 0 for never.")
    private int deaths = 3;
    private Clock clock = Clock.systemUTC();
    private Consumer<String> logContext = key -> { };
    private @Nullable String only;
    private volatile @Nullable TaskTable table;
    private volatile @Nullable RunGate gate;
    private volatile @Nullable Instant startedAt;
    private @Nullable Heartbeats heartbeats;
    private @Nullable TaskDispatcher dispatcher;
    private @Nullable ExecutorService workers;

    @Override
    public void setCamelContext(CamelContext context) {
        super.setCamelContext(context);
        TaskFence.install(context);
        WorkCutOff.of(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        if (!remaining.matches("[a-z][a-z0-9-]{0,59}")) {
            throw new IllegalArgumentException("a task's name is made of lower-case letters, digits and '-', at most 60: '" + remaining + "'");
        }
        TaskEndpoint endpoint = new TaskEndpoint(uri, this, remaining);
        setProperties(endpoint, parameters);
        names.add(remaining);
        return endpoint;
    }

    TaskTable table() {
        if (table == null) {
            table = new TaskTable(transactions(), clock);
        }
        return table;
    }

    TaskDeaths died() {
        return table().deaths(deaths);
    }

    synchronized RunGate gate() {
        if (gate == null) {
            gate = new RunGate(table(), died(), clock, consumers::wakeAll);
        }
        return gate;
    }

    /**
     * To be called when the process is asked to stop, before the context stops: no work begins from here on, running work ends before its next
     * step and is done again after the next start, and its end counts neither as a failure nor as a death.
     */
    public void cutOff() {
        WorkCutOff.of(getCamelContext()).begin();
        RunGate begun = gate;
        if (begun != null) {
            begun.stop();
            died().stopping(node());
        }
    }

    boolean isCutOff() {
        return WorkCutOff.of(getCamelContext()).isBegun();
    }

    private void takeUp(TaskTable in, TaskDeaths deaths, TaskTable.Dead dead) {
        TaskTable.Claim claim = dead.claim();
        // this process is alive: it could not settle its work, or was too busy for its heartbeats, which is no death
        boolean ours = node().equals(dead.pickedBy()) && dead.lastHeartbeat() != null && !dead.lastHeartbeat().isBefore(startedAt());
        if (ours ? in.revive(claim) : died(deaths, claim) == TaskDeaths.Outcome.AGAIN) {
            LOG.warn("task:{} {}: heartbeat lost, rescheduled", claim.name(), claim.key());
            wake(claim.name());
        }
    }

    /** Counts a death against work whose worker is gone. */
    TaskDeaths.Outcome died(TaskDeaths in, TaskTable.Claim claim) {
        String onParked = consumers.onParked(claim.name());
        TaskDeaths.Outcome outcome = in.died(claim, onParked);
        if (outcome == TaskDeaths.Outcome.PARKED && onParked != null) {
            wake(onParked);
        }
        return outcome;
    }

    /** Over the connections named {@code store-control}, if there are such, so that no work delays them. */
    synchronized Heartbeats heartbeats() {
        if (heartbeats == null) {
            Transactions own = getCamelContext().getRegistry().lookupByName("store-control") instanceof Transactions control ? control : transactions();
            TaskTable ownTable = new TaskTable(own, clock);
            TaskDeaths ownDeaths = ownTable.deaths(deaths);
            heartbeats = new Heartbeats(ownTable, clock, consumers::names, dead -> takeUp(ownTable, ownDeaths, dead));
        }
        return heartbeats;
    }

    /**
     * The threads of all tasks: as many as work at one time, for each consumer takes no more work than its concurrency. Incidents go from stage to
     * stage, so threads of their own for each stage would mostly wait.
     */
    synchronized ExecutorService workers() {
        if (workers == null) {
            workers = getCamelContext().getExecutorServiceManager().newCachedThreadPool(this, "task");
        }
        return workers;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        synchronized (this) {
            if (workers != null) {
                // their consumers have waited for them
                getCamelContext().getExecutorServiceManager().shutdownNow(workers);
                workers = null;
            }
            if (dispatcher != null) {
                dispatcher.close();
                dispatcher = null;
            }
            if (heartbeats != null) {
                heartbeats.close();
                heartbeats = null;
            }
        }
    }

    Transactions transactions() {
        if (transactions == null && getCamelContext().getRegistry().lookupByName("store") instanceof Transactions named) {
            transactions = named;
        }
        if (transactions == null) {
            transactions = getCamelContext().getRegistry().findSingleByType(Transactions.class);
        }
        if (transactions == null) {
            throw new IllegalStateException("task: needs its store; bind its Transactions into the registry under the name 'store'");
        }
        return transactions;
    }

    synchronized TaskDispatcher dispatcher() {
        if (dispatcher == null) {
            dispatcher = new TaskDispatcher(table(), node(), gate(), clock);
        }
        return dispatcher;
    }

    /** Names of all tasks that the routes of this context work on or hand over to. */
    Set<String> names() {
        return names;
    }

    /** Since when this process works: what it had claimed before belongs to a previous life. */
    @Nullable Instant startedAt() {
        return startedAt;
    }

    void started(String name, TaskConsumer consumer) {
        synchronized (this) {
            if (startedAt == null) {
                startedAt = clock.instant();
            }
        }
        consumers.add(name, consumer);
    }

    void stopped(String name, TaskConsumer consumer) {
        consumers.remove(name, consumer);
    }

    /** Has the worker of this node, if there is one, look for work now and not at its next poll. */
    void wake(String name) {
        consumers.wake(name);
    }

    /** The same when the work is due then. */
    void wake(String name, Instant due) {
        if (due.isAfter(clock.instant())) {
            dispatcher().wakeAt(due);
        } else {
            wake(name);
        }
    }

    String node() {
        if (nodeName == null || nodeName.isBlank()) {
            nodeName = getCamelContext().resolvePropertyPlaceholders("{{node.name:}}");
        }
        if (nodeName.isBlank()) {
            throw new IllegalStateException("task: needs the name of this node; set its option nodeName, or the property node.name");
        }
        return nodeName.length() > NODE_MAX ? nodeName.substring(0, NODE_MAX) : nodeName;
    }

    boolean isExclusiveNode() {
        if (exclusive == null) {
            exclusive = transactions().isEmbedded();
        }
        return exclusive;
    }

    public @Nullable Transactions getTransactions() {
        return transactions;
    }

    public void setTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    public @Nullable String getNodeName() {
        return nodeName;
    }

    public void setNodeName(String nodeName) {
        this.nodeName = nodeName;
    }

    public @Nullable Boolean getExclusive() {
        return exclusive;
    }

    public void setExclusive(Boolean exclusive) {
        this.exclusive = exclusive;
    }

    public int getDeaths() {
        return deaths;
    }

    public void setDeaths(int deaths) {
        this.deaths = deaths;
    }

    public @Nullable String getOnly() {
        return only;
    }

    /** Has the routes that are started from here on work on this key alone; null, the default, for all. It becomes part of a query. */
    public void setOnly(@Nullable String key) {
        if (key != null && !key.matches("[0-9A-Za-z_-]+")) {
            throw new IllegalArgumentException("a key of letters, digits, '_' and '-' is needed");
        }
        this.only = key;
    }

    Consumer<String> logContext() {
        return logContext;
    }

    /** Puts into the log's context (MDC) whose work is in hand; called with the key before each run, on its thread. It is cleared after the run. */
    public void setLogContext(Consumer<String> context) {
        this.logContext = context;
    }

    public Clock getClock() {
        return clock;
    }

    public void setClock(Clock clock) {
        this.clock = clock;
    }
}
