package tinytorch.milestones.gpt;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tinytorch.milestones.program.Arguments;
import tinytorch.milestones.program.Outcome;
import tinytorch.milestones.program.UsageException;
import tinytorch.text.transformer.Sampling;

/**
 * What the user asked for.
 *
 * @param iterations optimisation steps
 * @param seed       of the weights, of the windows and of what is written
 * @param size       of the network and of a batch
 * @param source     what is learned from
 * @param writing    what is written afterwards
 * @param machine    the kernels and their threads
 * @param out        the folder for the checkpoint and the weights
 * @param resume     go on from the checkpoint in that folder
 * @param json       one JSON object on standard output, everything else on standard error
 * @param help       only show how to use it
 * @param trained    nothing was said about a training: write with the network that is in the folder, if there is one
 */
record GptOptions(int iterations, long seed, Size size, Source source, Writing writing, Machine machine, Path out, boolean resume, boolean json, boolean help,
        boolean trained) {
    static final String CHARACTERS = "char";
    static final String BYTE_PAIRS = "bpe";
    static final GptOptions DEFAULT = new GptOptions(2_000, 1, new Size(4, 4, 128, 64, 12), new Source(Optional.empty(), CHARACTERS, false),
            new Writing(new Sampling(0.8, 0), 500, Optional.empty(), false), new Machine("", 0), Path.of("gpt-run"), false, false, false, false);
    static final String USAGE = """
            usage: tito milestone tinygpt [options]
              --iterations N    optimisation steps (2000)
              --seed N          of weights, windows and samples (1)
              --layers N --heads N --width N --context N
                                size of the network (4 4 128 64)
              --batch N         windows of text in a step (12)
              --text FILE       learn from a text of your own, in UTF-8
              --tokenizer NAME  char or bpe (char)
              --kernels NAME    vector, ladder or scalar (the fastest there are)
              --threads N       threads of the kernels (one for each processor)
              --out DIR         folder for the checkpoint and the weights (gpt-run)
              --resume          go on from the checkpoint in that folder
              --offline         download nothing
              --json            one JSON object on standard output
            writing, with the network in DIR if there is one and no training is asked for:
              --prompt TEXT     go on after this text
              --chat            go on after what you type, again and again
              --tokens N        how many tokens to write (500)
              --temperature X   below 1 likely tokens become likelier; 0 takes the
                                likeliest (0.8)
              --top-k N         consider the N likeliest tokens alone (all)
              --top-p X         consider the likeliest tokens that are chosen with
                                probability X together (1)""";

    /** With one of these a training is asked for; not with a seed, which what is written has as well. */
    private static final List<String> TRAINING = List.of("--iterations", "--layers", "--heads", "--width", "--context", "--batch", "--text", "--tokenizer", "--resume");

    /** The size of the network, and how many windows a step has. */
    record Size(int layers, int heads, int width, int context, int batch) {
    }

    /** What is learned from: a file, or else tinyshakespeare; as which tokens; whether nothing may be downloaded. */
    record Source(Optional<Path> text, String tokenizer, boolean offline) {
    }

    /** How tokens are chosen, how many, after which text, and whether the user is asked for more. */
    record Writing(Sampling sampling, int tokens, Optional<String> prompt, boolean chat) {
    }

    /** The name of the kernels, empty for the fastest, and how many threads they use, 0 for one for each processor. */
    record Machine(String kernels, int threads) {
    }

    /** Reads the arguments, strictly: anything unknown or doubled is refused. */
    static GptOptions parse(String... args) throws UsageException {
        Arguments given = Arguments.read(Set.of("--iterations", "--seed", "--layers", "--heads", "--width", "--context", "--batch", "--text", "--tokenizer", "--kernels",
                "--threads", "--out", "--prompt", "--tokens", "--temperature", "--top-k", "--top-p"), Set.of("--chat", "--resume", "--offline", "--json", "--help", "-h"), args);
        Size usual = DEFAULT.size;
        Size size = new Size(given.number("--layers", usual.layers, 1, 100), given.number("--heads", usual.heads, 1, 1_000),
                given.number("--width", usual.width, 1, 10_000), given.number("--context", usual.context, 2, 10_000), given.number("--batch", usual.batch, 1, 10_000));
        if (size.width % size.heads != 0) {
            throw new UsageException("--width must be a multiple of --heads, got " + size.width + " and " + size.heads);
        }
        Source source = new Source(Optional.ofNullable(given.path("--text", null, "file")), given.choice("--tokenizer", CHARACTERS, List.of(CHARACTERS, BYTE_PAIRS)),
                given.has("--offline"));
        Sampling sampling = new Sampling(given.real("--temperature", DEFAULT.writing.sampling.temperature(), 0, 100), given.number("--top-k", 0, 1, 1_000_000),
                given.real("--top-p", 1, 0.001, 1));
        Writing writing = new Writing(sampling, given.number("--tokens", DEFAULT.writing.tokens, 1, 1_000_000), Optional.ofNullable(given.text("--prompt", null)),
                given.has("--chat"));
        if (writing.chat && given.has("--json")) {
            throw new UsageException("--chat and --json exclude each other: a conversation is no JSON object");
        }
        return new GptOptions(given.number("--iterations", DEFAULT.iterations, 1, 10_000_000), given.whole("--seed", DEFAULT.seed), size, source, writing,
                new Machine(given.text("--kernels", ""), given.number("--threads", 0, 1, 1024)), given.path("--out", DEFAULT.out, "folder"), given.has("--resume"),
                given.has("--json"), given.has("--help", "-h"), given.has("--prompt", "--chat") && !given.has(TRAINING.toArray(String[]::new)));
    }

    /** The command that goes on with this training. */
    String resumeCommand() {
        return command(true, Outcome.command(GptMilestone.NAME));
    }

    /** The command that makes this network, wherever it runs: what stands in its file, the same for a training that was resumed. */
    String recipe() {
        return command(false, "tito milestone " + GptMilestone.NAME);
    }

    private String command(boolean resume, String start) {
        Size usual = DEFAULT.size;
        Arguments.Command command = new Arguments.Command(start);
        if (resume) {
            command.add("--resume", true);
        }
        command.add("--iterations", iterations, DEFAULT.iterations).add("--seed", seed, DEFAULT.seed).add("--layers", size.layers, usual.layers)
                .add("--heads", size.heads, usual.heads).add("--width", size.width, usual.width).add("--context", size.context, usual.context)
                .add("--batch", size.batch, usual.batch).add("--tokenizer", source.tokenizer, CHARACTERS);
        if (resume) {
            command.add("--text", source.text.map(Path::toString).orElse(""), "").add("--kernels", machine.kernels, "").add("--threads", machine.threads, 0)
                    .add("--out", out, DEFAULT.out).add("--offline", source.offline);
        } else {
            // The file's name is enough to know the text again; its folder is nobody's business.
            command.add("--text", source.text.map(path -> path.getFileName().toString()).orElse(""), "");
        }
        return command.toString();
    }
}
