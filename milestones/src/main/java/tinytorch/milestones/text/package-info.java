/** Module 11 on real data: the published files of GPT-2 and the reference training of CS336. */
package tinytorch.milestones.text;
