package tinytorch.nn.spatial;

/**
 * Arrays for numbers that are needed for a moment only, each thread's own. A new array for every range of images would be filled with zeros that nobody reads and
 * lie in memory that no cache holds; one that the thread has just used is still in its cache.
 */
final class Room {
    private static final ThreadLocal<Room> OWN = ThreadLocal.withInitial(Room::new);

    private float[] image = {};
    private float[] matrix = {};

    private Room() {
    }

    /** For at least so many numbers of a padded image, until the thread asks again. What is in it is left over. */
    static float[] image(int size) {
        Room room = OWN.get();
        if (room.image.length < size) {
            room.image = new float[size];
        }
        return room.image;
    }

    /** The same for a matrix. */
    static float[] matrix(int size) {
        Room room = OWN.get();
        if (room.matrix.length < size) {
            room.matrix = new float[size];
        }
        return room.matrix;
    }
}
