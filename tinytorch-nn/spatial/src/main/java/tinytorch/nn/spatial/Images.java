package tinytorch.nn.spatial;

import tinytorch.tensor.ShapeException;
import tinytorch.tensor.Tensor;

/** What the augmentations ask of an image. */
final class Images {
    private Images() {
    }

    static void require(String operation, Tensor image) {
        if (image.rank() != 3 || image.size() == 0) {
            throw new ShapeException(operation + ": needs one image (C, H, W), got " + image.shape()
                    + ". Apply it to each image of a batch by itself.");
        }
    }
}
