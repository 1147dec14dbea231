package tinytorch.board.work;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tinytorch.board.Outcome;
import tinytorch.board.store.Queue;

/**
 * Takes from the queue, has it judged, writes what came out, and again, until it is closed. While the judge works, the lease is renewed; when it is lost all
 * the same, the judge is interrupted. Several workers, in one process or in many, share a queue.
 */
public final class Worker implements AutoCloseable {
    private static final Duration IDLE = Duration.ofMillis(200);
    private static final int RENEWALS = 3;

    private final Queue queue;
    private final Judge judge;
    private final Consumer<String> log;
    private final Thread thread;

    /** Begins at once. {@code log}: one line for each evaluation, and what goes wrong. */
    public Worker(String name, Queue queue, Judge judge, Consumer<String> log) {
        this.queue = queue;
        this.judge = judge;
        this.log = log;
        this.thread = Thread.ofPlatform().name(name).start(this::loop);
    }

    private void loop() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Optional<Queue.Claim> claim = queue.claim(judge.tasks());
                if (claim.isEmpty()) {
                    Thread.sleep(IDLE);
                } else {
                    evaluate(claim.get());
                }
            } catch (InterruptedException e) {
                return; // closed
            } catch (RuntimeException e) {
                log.accept("the queue could not be read or written, again in a moment: " + e);
                pause();
            }
        }
    }

    private void evaluate(Queue.Claim claim) throws InterruptedException {
        Outcome outcome;
        Lease lease = new Lease(claim, Thread.currentThread());
        try {
            outcome = judged(claim);
        } catch (InterruptedException e) {
            if (!lease.end()) { // this worker is closed
                queue.giveBack(claim);
                throw e;
            }
            outcome = null;
        }
        boolean written = !lease.end() && queue.finish(claim, outcome);
        log.accept(claim.task().id() + " submission " + claim.submission() + ", attempt " + claim.attempt() + ": "
                + (written ? summary(outcome) : "another evaluator took it over"));
    }

    private Outcome judged(Queue.Claim claim) throws InterruptedException {
        try {
            return judge.judge(claim.task(), claim.artifact());
        } catch (RuntimeException e) {
            log.accept("the evaluator broke on submission " + claim.submission() + ": " + e + (e.getCause() == null ? "" : ", " + e.getCause().getMessage()));
            return new Outcome.Broken("the evaluator broke. Tell your instructor."); // what it said may hold paths of the server
        }
    }

    private static String summary(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Scored(var score) -> "scored in %.1f s".formatted(score.seconds());
            case Outcome.Rejected(String reason, String message) -> "rejected, " + reason;
            case Outcome.Broken(String message) -> "broken";
        };
    }

    private void pause() {
        try {
            Thread.sleep(IDLE.multipliedBy(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops, and interrupts what is being judged, which goes back into the queue. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Renews a claim from a thread of its own. */
    private final class Lease {
        private final Queue.Claim claim;
        private final Thread owner;
        private final Thread renewer;
        private boolean lost;
        private boolean ended;

        Lease(Queue.Claim claim, Thread owner) {
            this.claim = claim;
            this.owner = owner;
            this.renewer = Thread.ofVirtual().start(this::renew);
        }

        private void renew() {
            try {
                while (held()) {
                    Thread.sleep(queue.lease().dividedBy(RENEWALS));
                }
                lose();
            } catch (InterruptedException e) {
                // the judge is done
            }
        }

        /** A database that can't be reached now may be there for the next renewal; if not, the lease runs out and finishing is refused. */
        private boolean held() {
            try {
                return queue.renew(claim);
            } catch (RuntimeException e) {
                log.accept("the lease of submission " + claim.submission() + " could not be renewed: " + e);
                return true;
            }
        }

        private synchronized void lose() {
            if (!ended) {
                lost = true;
                owner.interrupt();
            }
        }

        /** No renewal and no interrupt comes after this. True: the claim was lost; the interrupt that said so is taken back. */
        synchronized boolean end() {
            if (!ended) {
                ended = true;
                renewer.interrupt();
                if (lost) {
                    Thread.interrupted();
                }
            }
            return lost;
        }
    }
}
