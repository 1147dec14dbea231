package tinytorch.milestones.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import tinytorch.data.SplitMix;
import tinytorch.nn.Layer;
import tinytorch.optim.SGD;
import tinytorch.tensor.Tensor;
import tinytorch.text.transformer.Gpt;
import tinytorch.text.transformer.GptConfig;

/** A whole network passes every probe, and each way of being broken fails the probe that is meant for it. */
class ProbesTest {
    private static final GptConfig CONFIG = new GptConfig(11, 12, 2, 2, 8, true);
    private static final int[] TEXT = SplitMix.of(3).ints(100, 0, CONFIG.vocabulary()).toArray();
    private final Gpt gpt = new Gpt(CONFIG, SplitMix.of(1));
    private final Predictor whole = Predictor.of(gpt);

    ProbesTest() {
        Map<String, Tensor> state = gpt.stateDict();
        state.replaceAll((_, parameter) -> scaled(parameter));   // as large as trained ones
        gpt.loadStateDict(state);
    }

    private static Tensor scaled(Tensor parameter) {
        SplitMix random = SplitMix.of(parameter.size());
        float[] values = new float[parameter.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (parameter.rank() == 2 ? 0.5 * random.nextGaussian() : 1 + 0.1 * random.nextGaussian());
        }
        return Tensor.of(values, parameter.dims());
    }

    @Test
    void aWholeNetworkPassesAll() {
        assertThat(probes(whole).run()).hasSize(7).allSatisfy(answer -> assertThat(answer.passed()).as(answer.toString()).isTrue());
    }

    @Test
    void aNetworkThatLooksAheadIsSeen() {
        Probes.Answer answer = probes(slip(Reference.Slip.LOOKS_AHEAD)).nothingAhead();
        assertThat(answer.passed()).as(answer.toString()).isFalse();
    }

    @Test
    void aNetworkThatLooksAtTheLastTokenAloneIsSeen() {
        assertThat(probes(new Broken(ids -> {
            Tensor single = whole.logits(ids.reshape(ids.size(), 1));
            return single.reshape(ids.dim(0), ids.dim(1), CONFIG.vocabulary());
        })).thePast().passed()).isFalse();
    }

    @Test
    void aNetworkWithoutPositionsIsSeen() {
        Probes.Answer answer = probes(slip(Reference.Slip.NO_POSITIONS)).positions();
        assertThat(answer.passed()).as(answer.toString()).isFalse();
    }

    @Test
    void aCacheThatForgetsIsSeen() {
        assertThat(probes(new Broken(whole::logits) {
            @Override
            public Memory memory(int batch) {
                return whole::logits;
            }
        }).cache().passed()).isFalse();
    }

    @Test
    void aNetworkThatAlwaysSaysTheSameIsSeen() {
        Probes probes = probes(new Broken(ids -> Tensor.ones(ids.dim(0), ids.dim(1), CONFIG.vocabulary())));
        assertThat(List.of(probes.cache(), probes.thePast(), probes.positions(), probes.reference())).noneMatch(Probes.Answer::passed);
    }

    @Test
    void numbersThatAreNonePassNothing() {
        Probes probes = probes(new Broken(ids -> Tensor.full(Float.NaN, ids.dim(0), ids.dim(1), CONFIG.vocabulary())));
        assertThat(List.of(probes.nothingAhead(), probes.thePast(), probes.positions(), probes.cache(), probes.reference())).noneMatch(Probes.Answer::passed);
    }

    @Test
    void aNormWithoutEpsilonIsSeen() {
        assertThat(Probes.normOfConstants(dim -> new Layer() {
            @Override
            public Tensor forward(Tensor input) {
                Tensor centred = input.sub(input.mean(true, -1));
                return centred.div(centred.mul(centred).mean(true, -1).sqrt());
            }
        }).passed()).isFalse();
    }

    @Test
    void aTrainingThatMovesNothingLearnsNothingByHeart() {
        Probes.Answer answer = Memorising.of(TEXT, CONFIG.vocabulary(), 10, gpt -> new SGD(gpt.parameters(), 1e-9));
        assertThat(answer.passed()).as(answer.toString()).isFalse();
        assertThat(answer.toString()).contains("by heart", "10 steps");
    }

    @Test
    void textsOfOneOrTwoKindsOfTokensCanBeLearnedByHeart() {
        for (int[] text : new int[][] {{0, 0}, {0, 1}, new int[40]}) {
            Probes.Answer answer = Memorising.of(text, 2, Memorising.STEPS, GptRecipe::optimizer);
            assertThat(answer.passed()).as(answer.toString()).isTrue();
        }
    }

    @Test
    void everySlipIsToldByItsName() {
        for (Reference.Slip slip : Reference.Slip.values()) {
            Probes.Answer answer = probes(slip(slip)).reference();
            assertThat(answer.passed()).as(answer.toString()).isEqualTo(slip == Reference.Slip.NONE);
            assertThat(answer.toString()).contains(slip == Reference.Slip.NONE ? "formula" : slip.toString());
        }
    }

    @Test
    void theErrorFunctionHasItsKnownValues() {
        assertThat(Reference.erf(0)).isZero();
        assertThat(Reference.erf(0.5)).isCloseTo(0.5204998778130465, within(1e-14));
        assertThat(Reference.erf(-1)).isCloseTo(-0.8427007929497149, within(1e-14));
        assertThat(Reference.erf(5.9)).isCloseTo(1, within(1e-14));
        assertThat(Reference.erf(50)).isEqualTo(1);
    }

    private Probes probes(Predictor predictor) {
        Map<String, Tensor> state = gpt.stateDict();
        return new Probes(predictor, CONFIG, state, TEXT);
    }

    /** A network with this mistake. */
    private Predictor slip(Reference.Slip slip) {
        return new Broken(ids -> {
            int length = ids.dim(1);
            float[] all = new float[ids.size() * CONFIG.vocabulary()];
            for (int text = 0; text < ids.dim(0); text++) {
                int[] tokens = new int[length];
                for (int t = 0; t < length; t++) {
                    tokens[t] = (int) ids.get(text, t);
                }
                double[][] logits = new Reference(CONFIG, gpt.stateDict(), slip).logits(tokens);
                for (int i = 0; i < length * CONFIG.vocabulary(); i++) {
                    all[text * length * CONFIG.vocabulary() + i] = (float) logits[i / CONFIG.vocabulary()][i % CONFIG.vocabulary()];
                }
            }
            return Tensor.of(all, ids.dim(0), length, CONFIG.vocabulary());
        });
    }

    /** A network that computes something else; its memory is that of the whole one. */
    private class Broken implements Predictor {
        private final UnaryOperator<Tensor> logits;

        Broken(UnaryOperator<Tensor> logits) {
            this.logits = logits;
        }

        @Override
        public Tensor logits(Tensor ids) {
            return logits.apply(ids);
        }

        @Override
        public Memory memory(int batch) {
            return whole.memory(batch);
        }
    }
}
