package tinytorch.board.web;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import tinytorch.board.BoardException;
import tinytorch.board.Problem;
import tinytorch.board.store.Boards;
import tinytorch.board.store.Database;
import tinytorch.board.store.DatabaseException;
import tinytorch.board.store.Learners;
import tinytorch.board.store.Submissions;
import tinytorch.board.store.Versions;
import tinytorch.model.Task;
import tinytorch.model.TaskRules;

/** The leaderboard over HTTP, on one database. Requests run on virtual threads: a watcher or a slow upload holds no thread of the machine. */
public final class BoardServer implements AutoCloseable {
    private final Feed feed;
    private final Javalin javalin;

    private BoardServer(Feed feed, Javalin javalin) {
        this.feed = feed;
        this.javalin = javalin;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 takes a free one
     * @param quota submissions a learner, a task and a day
     * @param rules of the tasks that can be competed in
     * @throws UncheckedIOException with a {@link BindException} if nothing can listen there
     */
    public static BoardServer start(Database database, InstantSource clock, String host, int port, int quota, Map<Task, TaskRules> rules, WebLimits limits) {
        Feed feed = new Feed(new Versions(database), new Boards(database, clock), rules);
        Api api = new Api(new Learners(database, clock), new Submissions(database, clock, quota), feed, limits);
        EventStream events = new EventStream(feed, limits);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.http.compressionStrategy = CompressionStrategy.NONE;
            config.http.prefer405over404 = true;
            config.routes.before(context -> Page.protect(context::header));
            api.routes(config.routes);
            config.routes.get("/api/events", events::serve);
            config.routes.head("/api/events", context -> {
                throw new MethodNotAllowedResponse("", Map.of("availableMethods", "GET")); // its answer has no end
            });
            Page.routes(config.routes);
            errors(config.routes);
            jetty(config, host, port, limits);
        });
        feed.start();
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            feed.close();
            String message = "nothing can listen at " + host + ", port " + port + ": it is in use, or not allowed. Another one: --port";
            throw new UncheckedIOException(message, new BindException(message));
        }
        return new BoardServer(feed, javalin);
    }

    private static void jetty(JavalinConfig config, String host, int port, WebLimits limits) {
        QueuedThreadPool threads = new QueuedThreadPool(16, 4);
        threads.setName("web");
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory()));
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(server -> server.setErrorHandler(new JettyErrors()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setRequestHeaderSize(limits.headerBytes());
            http.setSendServerVersion(false);
        });
        config.jetty.addConnector((server, http) -> connector(server, http, host, port, limits));
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, String host, int port, WebLimits limits) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setAcceptQueueSize(1024);
        connector.addBean(new Connections(limits, server.getScheduler()));
        return connector;
    }

    private static void errors(RoutesConfig routes) {
        routes.exception(BoardException.class, (e, context) -> error(context, e.problem(), e.getMessage()));
        routes.exception(HttpResponseException.class, (e, context) -> {
            if (e.getDetails().containsKey("availableMethods")) {
                context.header("Allow", e.getDetails().get("availableMethods"));
            }
            context.status(e.getStatus()).contentType("application/json").result(JettyErrors.body(e.getStatus()));
        });
        routes.exception(DatabaseException.class, (e, context) -> {
            Log.line(context.method() + " " + context.path() + ": " + e.getMessage());
            context.header("Retry-After", "10");
            error(context, Problem.UNAVAILABLE, "the server can't read or store anything at the moment, and has taken nothing. Try again later; if it stays so, tell your instructor.");
        });
        // An upload that broke off or is no proper HTTP: there may be nobody left to read the answer.
        routes.exception(HttpException.RuntimeException.class, (e, context) -> context.status(e.getCode()).contentType("application/json").result(JettyErrors.body(e.getCode())));
        routes.exception(IOException.class, (e, context) -> error(context, Problem.BAD_REQUEST, "the request did not arrive in full."));
        routes.exception(Exception.class, (e, context) -> {
            Log.error(context.method() + " " + context.path(), e);
            context.status(500).contentType("application/json").result(JettyErrors.body(500));
        });
    }

    private static void error(Context context, Problem problem, String message) {
        context.status(problem.status()).contentType("application/json").header("Cache-Control", "no-store");
        if (problem.status() == 401) {
            context.header("WWW-Authenticate", "Bearer");
        }
        context.result(Json.bytes(Json.error(problem.name(), message)));
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        feed.close(); // lets the watchers go
        javalin.stop();
    }
}
