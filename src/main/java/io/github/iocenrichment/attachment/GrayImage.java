package io.github.iocenrichment.attachment;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * A picture in shades of grey, as a reader of codes takes it.
 *
 * @param pixels 0 is black, row by row
 */
record GrayImage(byte[] pixels, int width, int height) {
    private static final int BORDER = 16;

    /** The brightness of a picture; what is transparent counts as white. */
    static GrayImage of(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int color = row[x];
                int gray = ((color >> 16 & 0xFF) * 77 + (color >> 8 & 0xFF) * 151 + (color & 0xFF) * 28) >> 8;
                int alpha = color >>> 24;
                pixels[y * width + x] = (byte) (alpha == 255 ? gray : (gray * alpha + 255 * (255 - alpha)) / 255);
            }
        }
        return new GrayImage(pixels, width, height);
    }

    /** The brightness of a picture in four printing colours. */
    static GrayImage ofInks(Raster raster) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        byte[] pixels = new byte[width * height];
        int bands = raster.getNumBands();
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                int sum = 0;
                for (int band = 0; band < bands; band++) {
                    sum += row[x * bands + band];
                }
                pixels[y * width + x] = (byte) (sum / bands);
            }
        }
        return new GrayImage(pixels, width, height);
    }

    /** Enlarged by a whole number, with a white border around it, which codes need. */
    GrayImage enlarged(int times) {
        int wide = width * times + 2 * BORDER;
        byte[] large = new byte[wide * (height * times + 2 * BORDER)];
        Arrays.fill(large, (byte) 0xFF);
        for (int y = 0; y < height * times; y++) {
            int to = (y + BORDER) * wide + BORDER;
            int from = y / times * width;
            for (int x = 0; x < width * times; x++) {
                large[to + x] = pixels[from + x / times];
            }
        }
        return new GrayImage(large, wide, height * times + 2 * BORDER);
    }

    /** Half as wide and high; each pixel is the mean of four. */
    GrayImage halved() {
        int wide = width / 2;
        int high = height / 2;
        byte[] small = new byte[wide * high];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                int at = 2 * y * width + 2 * x;
                small[y * wide + x] = (byte) (((pixels[at] & 0xFF) + (pixels[at + 1] & 0xFF) + (pixels[at + width] & 0xFF) + (pixels[at + width
                        + 1] & 0xFF)) / 4);
            }
        }
        return new GrayImage(small, wide, high);
    }
}
