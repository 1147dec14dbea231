package tinytorch.text.attention.lab;

import tinytorch.tensor.Tensor;
import tinytorch.text.attention.Attention;
import tinytorch.text.attention.LeanAttention;
import tinytorch.text.attention.Masks;

/** The two ways to compute causal attention of all tokens to themselves. */
enum Form {
    PLAIN {
        @Override
        Tensor attend(Tensor query, Tensor key, Tensor value) {
            return Attention.attend(query, key, value, Masks.causal(query.dim(2), key.dim(2)));
        }
    },
    LEAN {
        @Override
        Tensor attend(Tensor query, Tensor key, Tensor value) {
            return LeanAttention.attend(query, key, value, true);
        }
    };

    abstract Tensor attend(Tensor query, Tensor key, Tensor value);
}
