package tinytorch.tensor;

import static tinytorch.tensor.TestTensors.check;

import java.util.Arrays;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Memory of results that is used again. Every result needs the strides of its shape. */
@Tag("tensor.strides")
class MemoryPoolTest {
    private static final int[] SHAPE = {32, 64};

    private final MemoryPool pool = new MemoryPool();

    private static Tensor empty(int... dims) {
        return check("Tensor.empty").run(() -> Tensor.empty(dims));
    }

    @Test
    void whatCameBackLastIsHandedOutFirst() {
        pool.use(() -> {
            Tensor first = empty(SHAPE);
            Tensor second = empty(SHAPE);
            float[] early = first.data();
            float[] late = second.data();
            first.recycle();
            second.recycle();
            check("Tensor.empty").holds(empty(64, 32).data() == late, "the array that came back last, of the same size", "another one");
            check("Tensor.empty").holds(empty(SHAPE).data() == early, "the other array that came back", "another one");
            float[] fresh = empty(SHAPE).data();
            check("Tensor.empty").holds(fresh != early && fresh != late, "a new array, as both are taken", "an array that somebody else has");
            return null;
        });
    }

    @Test
    void anArrayOfAnotherSizeIsNotHandedOut() {
        pool.use(() -> {
            empty(SHAPE).recycle();
            check("Tensor.empty").equal(() -> empty(1500).data().length, 1500);
            check("MemoryPool.kept").equal(pool::kept, 2048L);
            return null;
        });
    }

    @Test
    void threadsThatShareALoopUseThePoolToo() throws InterruptedException {
        Kernels.Range body = pool.use(() -> {
            empty(SHAPE);   // stays in use; and an error in it is one of this thread
            return MemoryPool.handOn((from, to) -> Tensor.empty(SHAPE).recycle());
        });
        Thread other = Thread.ofPlatform().start(() -> body.run(0, 1));
        other.join();
        check("MemoryPool.kept").because("a part of the loop, on another thread, gave its result back").equal(pool::kept, 2048L);
    }

    @Test
    void whatWasGivenBackCannotBeReadAnyMore() {
        pool.use(() -> {
            Tensor result = empty(SHAPE);
            Tensor view = result.sharing(Shape.of(2048), new int[] {1}, 0);
            result.recycle();
            for (Tensor gone : new Tensor[] {result, view}) {
                check("Tensor.data", gone).because("another result may be in that memory").refuses(IllegalStateException.class, gone::data,
                        "Backward has come past", "zeroGrad", "copy()");
            }
            result.recycle();
            check("MemoryPool.kept").because("it came back once").equal(pool::kept, 2048L);
            return null;
        });
    }

    @Test
    void zerosAreZerosInMemoryUsedBefore() {
        pool.use(() -> {
            Tensor used = empty(SHAPE);
            Arrays.fill(used.data(), 7);
            used.recycle();
            float[] zeros = Tensor.zeros(SHAPE).data();
            check("Tensor.zeros").holds(Arrays.equals(zeros, new float[2048]), "zeros everywhere", Arrays.toString(Arrays.copyOf(zeros, 8)));
            return null;
        });
    }

    @Test
    void outsideAPoolNothingIsGivenBack() {
        Tensor before = empty(SHAPE);
        Tensor inside = pool.use(() -> {
            before.recycle();
            Tensor small = empty(3, 3);
            small.recycle();
            check("Tensor.recycle").because("it was made before there was a pool").equal(() -> before.data().length, 2048);
            check("Tensor.recycle").because("it is small").equal(() -> small.data().length, 9);
            Tensor result = empty(SHAPE);
            new MemoryPool().use(() -> {
                result.recycle();
                return null;
            });
            check("Tensor.recycle").because("it came from another pool").equal(() -> result.data().length, 2048);
            return result;
        });
        inside.recycle();
        check("Tensor.recycle").because("the pool is not in use any more").equal(() -> inside.data().length, 2048);
        check("MemoryPool.kept").equal(pool::kept, 0L);
    }

    @Test
    void moreThanTheLimitIsNotKept() {
        MemoryPool little = new MemoryPool(5000);
        little.use(() -> {
            Tensor a = empty(SHAPE);
            Tensor b = empty(SHAPE);
            Tensor c = empty(SHAPE);
            a.recycle();
            b.recycle();
            check("MemoryPool.kept").equal(little::kept, 4096L);
            c.recycle();
            check("MemoryPool.kept").because("sizes that nobody asks for any more are not to stay").equal(little::kept, 2048L);
            return null;
        });
    }
}
