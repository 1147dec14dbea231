package tinytorch.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A submission taken apart, to be changed and put together again, with whatever is wrong in it. */
final class Parts {
    ObjectNode model;
    ObjectNode header;
    byte[] data;

    Parts(byte[] zip) {
        try {
            Archive archive = Archive.read(zip);
            model = (ObjectNode) JsonMapper.shared().readTree(archive.model());
            ByteBuffer weights = ByteBuffer.wrap(archive.weights()).order(ByteOrder.LITTLE_ENDIAN);
            byte[] text = new byte[(int) weights.getLong()];
            weights.get(text);
            header = (ObjectNode) JsonMapper.shared().readTree(text);
            data = new byte[weights.remaining()];
            weights.get(data);
        } catch (Rejected e) {
            throw new IllegalArgumentException("the sample is no submission", e);
        }
    }

    ArrayNode nodes() {
        return (ArrayNode) model.get("nodes");
    }

    ObjectNode node(int i) {
        return (ObjectNode) nodes().get(i);
    }

    byte[] json() {
        return JsonMapper.shared().writeValueAsBytes(model);
    }

    byte[] weights() {
        byte[] text = JsonMapper.shared().writeValueAsBytes(header);
        return weights(text.length, text);
    }

    /** With a header whose length is given as something else. */
    byte[] weights(long length, byte[] text) {
        return ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(text).put(data).array();
    }

    byte[] zip() {
        return new Archive(json(), weights()).zip();
    }

    byte[] zip(byte[] json) {
        return new Archive(json, weights()).zip();
    }

    byte[] zip(String json) {
        return zip(json.getBytes(StandardCharsets.UTF_8));
    }

    byte[] zipOfWeights(byte[] weights) {
        return new Archive(json(), weights).zip();
    }

    /** A zip of entries with any names. */
    static byte[] zip(Object... namesAndContents) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndContents.length; i += 2) {
                out.putNextEntry(new ZipEntry((String) namesAndContents[i]));
                out.write((byte[]) namesAndContents[i + 1]);
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A copy in which one text stands where another of the same length did, everywhere: what no writer would write. */
    static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
