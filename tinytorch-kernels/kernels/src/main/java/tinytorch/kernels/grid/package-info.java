/**
 * A small model of how a GPU is programmed, CUDA's: a grid of blocks of threads, memory that a block's threads share, and a barrier at which they wait for each other. It runs on
 * the processor's own cores, slowly: what it teaches is the way of thinking, and it finds the mistakes that a GPU hides.
 *
 * <pre>
 * CUDA                                        here
 * kernel&lt;&lt;&lt;blocks, threads, bytes&gt;&gt;&gt;(...)      Grid.launch(blocks, threads, numbers, kernel)
 * blockIdx.x  threadIdx.x                     thread.block().x()  thread.index().x()
 * gridDim.x   blockDim.x                      thread.blocks().x()  thread.threads().x()
 * __shared__ float tile[]                     float[] tile = thread.shared()
 * __syncthreads()                             thread.sync()
 * </pre>
 */
package tinytorch.kernels.grid;
