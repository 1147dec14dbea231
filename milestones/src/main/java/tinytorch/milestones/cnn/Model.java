package tinytorch.milestones.cnn;

import java.util.Locale;
import java.util.random.RandomGenerator;
import tinytorch.nn.ActivationLayer;
import tinytorch.nn.Flatten;
import tinytorch.nn.Layer;
import tinytorch.nn.activation.ReLU;
import tinytorch.nn.network.Linear;
import tinytorch.nn.network.Sequential;
import tinytorch.nn.spatial.Conv2d;
import tinytorch.nn.spatial.MaxPool2d;
import tinytorch.nn.spatial.SmallResNet;
import tinytorch.nn.spatial.SmallVgg;
import tinytorch.nn.spatial.Window;

/** The networks that can be trained, all from (N, 3, 32, 32) to (N, 10). */
public enum Model {
    /** Three blocks of convolution, batch normalisation, ReLU and pooling. */
    VGG(0.2) {
        @Override
        public Layer make(RandomGenerator random) {
            return new SmallVgg(random);
        }
    },
    /** LeNet-5 for colour images, with ReLU and max pooling: no batch normalisation, so that it takes smaller steps. */
    LENET(0.02) {
        @Override
        public Layer make(RandomGenerator random) {
            return new Sequential(new Conv2d(3, 6, Window.of(5), random), new ActivationLayer(new ReLU()), new MaxPool2d(2),
                    new Conv2d(6, 16, Window.of(5), random), new ActivationLayer(new ReLU()), new MaxPool2d(2),
                    new Flatten(), new Linear(400, 120, random), new ActivationLayer(new ReLU()),
                    new Linear(120, 84, random), new ActivationLayer(new ReLU()), new Linear(84, 10, random));
        }
    },
    /** A ResNet of eight layers. */
    RESNET(0.2) {
        @Override
        public Layer make(RandomGenerator random) {
            return new SmallResNet(1, 10, random);
        }
    };

    private final double learningRate;

    Model(double learningRate) {
        this.learningRate = learningRate;
    }

    /** The network with fresh weights. */
    public abstract Layer make(RandomGenerator random);

    /** The highest learning rate of its training. */
    double learningRate() {
        return learningRate;
    }

    /** As it is named on the command line. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
