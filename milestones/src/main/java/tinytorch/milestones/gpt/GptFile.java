package tinytorch.milestones.gpt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tinytorch.data.SplitMix;
import tinytorch.milestones.program.RunFolder;
import tinytorch.milestones.program.UsageException;
import tinytorch.nn.network.SafeTensors;
import tinytorch.nn.network.SafeTensorsException;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

/**
 * A trained network with its tokenizer, in one {@code .safetensors} file: the weights as tensors, the rest as metadata.
 *
 * @param network the network
 * @param codec   its tokenizer
 * @param notes   what is known about its training
 */
record GptFile(Gpt network, Codec codec, Map<String, String> notes) {
    private static final String KIND = "kind";
    private static final String GPT = "tinytorch.gpt";

    /** Whether there is one in the folder. */
    static boolean in(RunFolder folder) {
        return Files.exists(folder.weights());
    }

    void save(Path file) throws IOException {
        GptConfig config = network.config();
        Map<String, String> all = new LinkedHashMap<>(notes);
        all.put(KIND, GPT);
        all.putAll(config.notes());
        all.putAll(codec.notes());
        SafeTensors.save(file, network.stateDict(), all);
    }

    static GptFile load(Path file) throws UsageException {
        try {
            SafeTensors content = SafeTensors.load(file);
            Map<String, String> notes = content.metadata();
            if (!GPT.equals(notes.get(KIND))) {
                throw new UsageException(file + " is not the network of this milestone. Give its folder with --out");
            }
            Codec codec = Codec.of(notes);
            GptConfig config = GptConfig.of(notes);
            if (codec.tokenizer().vocabularySize() != config.vocabulary()) {
                throw new IllegalArgumentException("its tokenizer has " + codec.tokenizer().vocabularySize() + " tokens, its network " + config.vocabulary());
            }
            return new GptFile(Gpt.of(config, content.tensors(), SplitMix.of(0)), codec, notes);
        } catch (SafeTensorsException e) {
            throw new UsageException(file + " is damaged: " + e.entry() + ": " + e.rule() + " Train again, without --prompt and --chat");
        } catch (IOException e) {
            throw new UsageException(file + " can't be read (" + e + ")");
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + " can't be used: " + e.getMessage() + ". Train again, without --prompt and --chat");
        }
    }
}
