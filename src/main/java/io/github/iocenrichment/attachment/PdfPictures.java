package io.github.iocenrichment.attachment;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.color.PDColor;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Looks for codes on one page: in each of its pictures, and in the page as it is drawn, for a code may be made of rectangles or of several pictures.
 * Only pictures and areas are drawn, in grey and of a bounded size; letters, patterns and shadows are not.
 */
final class PdfPictures extends PDFGraphicsStreamEngine {
    private static final float DOTS_A_POINT = 150 / 72f;
    private static final int SMALLEST = 16;
    /** So few areas make no code. */
    static final int FEWEST_AREAS = 60;
    private static final int OPERATORS_BETWEEN_LOOKS = 64;
    private static final int MOST_POINTS = 20_000;

    private final Reading reading;
    private final String path;
    private final Set<COSBase> known;
    private final GeneralPath line = new GeneralPath();
    private @Nullable BufferedImage drawn;
    private @Nullable Graphics2D graphics;
    private @Nullable AffineTransform toPixels;
    private long mark = -1;
    private int areas;
    private int pictures;
    private int points;
    private double covered;
    private boolean found;
    private boolean over;
    private int operators;

    /**
     * @param known pictures that were looked at on other pages
     */
    PdfPictures(PDPage page, String path, Set<COSBase> known, Reading reading) {
        super(page);
        this.path = path;
        this.known = known;
        this.reading = reading;
    }

    /** A set for the pictures of one document. */
    static Set<COSBase> none() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Draws the page and reads the codes on it. */
    void look() throws Exception {
        try {
            processPage(getPage());
            if (!found && !over && drawn != null && (pictures > 0 || areas >= FEWEST_AREAS)) {
                found = reading.pictures().look(path, () -> GrayImage.of(drawn), reading);
            }
        } finally {
            if (graphics != null) {
                graphics.dispose();
            }
            if (mark >= 0) {
                reading.releaseTo(mark);
            }
        }
    }

    boolean found() {
        return found;
    }

    /** The part of the page that its pictures take; more than 1 when they lie over each other. */
    double covered() {
        return covered;
    }

    /** Memory is taken when the first thing is drawn: most pages have letters only. */
    private Graphics2D graphics() throws IOException {
        if (graphics == null) {
            PDRectangle box = getPage().getCropBox();
            float width = Math.max(1, Math.min(box.getWidth(), 14_400));
            float height = Math.max(1, Math.min(box.getHeight(), 14_400));
            float scale = (float) Math.min(Math.min(DOTS_A_POINT, Math.sqrt(PictureFile.MOST_LOOKED_AT / (width * height))), 1);
            scale = width * height * DOTS_A_POINT * DOTS_A_POINT <= PictureFile.MOST_LOOKED_AT ? DOTS_A_POINT : scale;
            int wide = Math.max(1, Math.round(width * scale));
            int high = Math.max(1, Math.round(height * scale));
            mark = reading.reserved();
            reading.reserve((long) PictureFile.BYTES_A_PIXEL * wide * high);
            drawn = new BufferedImage(wide, high, BufferedImage.TYPE_BYTE_GRAY);
            graphics = drawn.createGraphics();
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, wide, high);
            toPixels = new AffineTransform(scale, 0, 0, -scale, -box.getLowerLeftX() * scale, high + box.getLowerLeftY() * scale);
        }
        return graphics;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        reading.step();
        operators++;
        over |= operators % OPERATORS_BETWEEN_LOOKS == 0 && reading.pictures().isOver(path);
        if (!over) {
            super.processOperator(operator, operands);
        }
    }

    @Override
    protected void showText(byte[] string) {
        // letters make no code
    }

    @Override
    public void drawImage(PDImage image) throws IOException {
        AffineTransform place = getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
        PDRectangle page = getPage().getCropBox();
        covered += Math.abs(place.getDeterminant()) / Math.max(1, page.getWidth() * page.getHeight());
        COSBase object = image instanceof PDImageXObject picture ? picture.getCOSObject() : null;
        if (image.getWidth() < SMALLEST && image.getHeight() < SMALLEST || object != null && !known.add(object)) {
            return;
        }
        long before = reading.reserved();
        try {
            draw(image, place);
        } catch (UnreadException reason) {
            reading.unread(path, reason.getMessage());
        } catch (Exception | LinkageError damaged) {
            LimitReachedException.rethrow(damaged);
            reading.unread(path, "damaged picture");
        } finally {
            reading.releaseTo(Math.max(before, mark < 0 ? 0 : mark + (drawn == null
                    ? 0 : (long) PictureFile.BYTES_A_PIXEL * drawn.getWidth() * drawn.getHeight())));
        }
    }

    private void draw(PDImage image, AffineTransform place) throws Exception {
        Graphics2D canvas = graphics();
        GrayImage[] decoded = new GrayImage[1];
        pictures++;
        found |= reading.pictures().look(path, () -> decoded[0] = PdfPicture.decode(image, path, reading), reading);
        GrayImage picture = decoded[0];
        if (picture == null) {
            return;
        }
        reading.reserve(picture.pixels().length);
        BufferedImage gray = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        gray.getRaster().setDataElements(0, 0, picture.width(), picture.height(), picture.pixels());
        AffineTransform transform = new AffineTransform(toPixels);
        transform.concatenate(place);
        transform.concatenate(new AffineTransform(1.0 / picture.width(), 0, 0, -1.0 / picture.height(), 0, 1));
        canvas.drawImage(gray, transform, null);
    }

    @Override
    public void fillPath(int windingRule) throws IOException {
        if (points <= MOST_POINTS) {
            Graphics2D canvas = graphics();
            areas++;
            canvas.setColor(color(getGraphicsState().getNonStrokingColor()));
            line.setWindingRule(windingRule);
            canvas.fill(toPixels.createTransformedShape(line));
        }
        endPath();
    }

    @Override
    public void strokePath() throws IOException {
        if (points <= MOST_POINTS && points > 0) {
            Graphics2D canvas = graphics();
            areas++;
            Matrix matrix = getGraphicsState().getCurrentTransformationMatrix();
            float width = getGraphicsState().getLineWidth() * Math.max(matrix.getScalingFactorX(), matrix.getScalingFactorY());
            canvas.setColor(color(getGraphicsState().getStrokingColor()));
            canvas.fill(toPixels.createTransformedShape(new BasicStroke(Math.max(0, width), BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_MITER).createStrokedShape(line)));
        }
        endPath();
    }

    @Override
    public void fillAndStrokePath(int windingRule) throws IOException {
        fillPath(windingRule);
    }

    private static Color color(PDColor color) {
        try {
            return new Color(color.toRGB());
        } catch (IOException | RuntimeException pattern) {
            return Color.GRAY;
        }
    }

    @Override
    public void appendRectangle(Point2D first, Point2D second, Point2D third, Point2D fourth) {
        moveTo((float) first.getX(), (float) first.getY());
        lineTo((float) second.getX(), (float) second.getY());
        lineTo((float) third.getX(), (float) third.getY());
        lineTo((float) fourth.getX(), (float) fourth.getY());
        line.closePath();
    }

    @Override
    public void moveTo(float x, float y) {
        points++;
        if (points <= MOST_POINTS) {
            line.moveTo(x, y);
        }
    }

    @Override
    public void lineTo(float x, float y) {
        points++;
        if (points <= MOST_POINTS && line.getCurrentPoint() != null) {
            line.lineTo(x, y);
        }
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        lineTo(x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return line.getCurrentPoint() == null ? new Point2D.Float() : line.getCurrentPoint();
    }

    @Override
    public void closePath() {
        if (line.getCurrentPoint() != null) {
            line.closePath();
        }
    }

    @Override
    public void endPath() {
        line.reset();
        points = 0;
    }

    @Override
    public void clip(int windingRule) {
        // what lies outside is drawn too: it makes no code
    }

    @Override
    public void shadingFill(COSName name) {
        // no code
    }
}
