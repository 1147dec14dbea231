package tinytorch.model;

/** The sum or the product of two equal shapes, number by number. */
record PairOp(String id) implements Operation {

    @Override
    public int fewest() {
        return 2;
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        if (site.input() instanceof Value.Ids || !site.input().equals(site.inputs().get(1))) {
            throw site.shape("both inputs must have the same shape, got " + site.input() + " and " + site.inputs().get(1));
        }
        return Plan.over(site.input(), id.equals("add") ? inputs -> inputs.get(0).add(inputs.get(1)) : inputs -> inputs.get(0).mul(inputs.get(1)));
    }
}
