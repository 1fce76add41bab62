package io.github.iocenrichment.lists;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression of a warning list, in which matching ends after a number of steps: neither a bad expression nor a hostile value takes long. */
record BoundedPattern(String written, Pattern pattern) {
    private static final int STEPS = 200_000;

    /** @param written bare, or between slashes with modifiers as MISP's are: {@code /^example\.com$/i} */
    static BoundedPattern of(String written) {
        int end = written.lastIndexOf('/');
        boolean delimited = written.startsWith("/") && end > 0 && written.substring(end + 1).chars().allMatch(Character::isLetter);
        String expression = delimited ? written.substring(1, end) : written;
        try {
            return new BoundedPattern(written, Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("has a regular expression that cannot be read (" + e.getDescription() + "): " + written, e);
        }
    }

    boolean matches(String value) {
        try {
            return pattern.matcher(new Counted(value, new int[1])).find();
        } catch (OutOfStepsException tooLong) {
            return false;
        }
    }

    private static final class OutOfStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfStepsException() {
            super("the expression takes too many steps", null, false, false);
        }
    }

    /** Counts what the matcher reads. */
    private record Counted(CharSequence text, int[] read) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++read[0] > STEPS) {
                throw new OutOfStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), read);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
