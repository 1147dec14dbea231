package tinytorch.model;

/** An image as one vector. */
record FlattenOp() implements Operation {

    @Override
    public String id() {
        return "flatten";
    }

    @Override
    public Plan plan(Site site) throws Rejected {
        Value.Image image = site.image();
        return Plan.over(new Value.Vector(Math.toIntExact(image.size())), inputs -> inputs.getFirst().reshape(-1, Math.toIntExact(image.size())));
    }
}
