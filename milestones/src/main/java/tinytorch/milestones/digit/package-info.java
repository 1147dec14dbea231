/** Pictures of digits: drawing them, bringing any picture into the form of MNIST's, and showing them in a terminal. Needs no learner code. */
package tinytorch.milestones.digit;
