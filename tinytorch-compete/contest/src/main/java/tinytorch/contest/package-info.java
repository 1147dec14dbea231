/** Taking part in the competition: packs trained models as submissions, and milestone {@code leaderboard}. It runs on the learner's code; the server never does. */
package tinytorch.contest;
