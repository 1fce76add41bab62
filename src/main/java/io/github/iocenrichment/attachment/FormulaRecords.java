package io.github.iocenrichment.attachment;

import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.HeaderFooterBase;
import org.apache.poi.hssf.record.HyperlinkRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NameRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.hssf.record.SupBookRecord;
import org.apache.poi.ss.formula.ptg.AbstractFunctionPtg;
import org.apache.poi.ss.formula.ptg.ConcatPtg;
import org.apache.poi.ss.formula.ptg.IntPtg;
import org.apache.poi.ss.formula.ptg.NumberPtg;
import org.apache.poi.ss.formula.ptg.OperandPtg;
import org.apache.poi.ss.formula.ptg.OperationPtg;
import org.apache.poi.ss.formula.ptg.Ptg;
import org.apache.poi.ss.formula.ptg.StringPtg;
import org.jspecify.annotations.Nullable;

/** The texts in the formulas, names and macro sheets of an old workbook; what a formula puts together is one text. */
final class FormulaRecords implements HSSFListener {
    private static final int MOST = 20_000;
    private static final int DEEPEST = 500;

    private final String path;
    private final List<String> words;
    private final Reading reading;
    private @Nullable SSTRecord shared;
    private boolean macros;

    /**
     * @param path  the way to the workbook
     * @param words takes what is found
     */
    FormulaRecords(String path, List<String> words, Reading reading) {
        this.path = path;
        this.words = words;
        this.reading = reading;
    }

    @Override
    public void processRecord(Record record) {
        try {
            reading.step();
        } catch (LimitReachedException limit) {
            throw new UncheckedIOException(limit);
        }
        if (record instanceof BOFRecord begin) {
            macros = begin.getType() == BOFRecord.TYPE_EXCEL_4_MACRO;
        } else if (record instanceof SSTRecord strings) {
            shared = strings;
        } else if (record instanceof FormulaRecord formula) {
            texts(formula.getParsedExpression());
        } else if (record instanceof NameRecord name) {
            texts(name.getNameDefinition());
            add(name.getDescriptionText());
            add(name.getStatusBarText());
        } else if (record instanceof StringRecord result) {
            add(result.getString());
        } else if (record instanceof HeaderFooterBase line) {
            add(FormulaText.pageLine(line.getText()));
        } else if (record instanceof SupBookRecord outside && outside.isExternalReferences()) {
            add(outside.getURL());
        } else if (record instanceof HyperlinkRecord link) {
            add(String.valueOf(link.getAddress()));
        } else if (macros && record instanceof LabelSSTRecord cell && shared != null && cell.getSSTIndex() < shared.getNumUniqueStrings()) {
            add(shared.getString(cell.getSSTIndex()).getString());
        } else if (macros && record instanceof LabelRecord cell) {
            add(cell.getValue());
        }
    }

    private void add(@Nullable String text) {
        if (text == null || !IndicatorShape.mayBeIn(text)) {
            return;
        }
        if (words.size() < MOST) {
            words.add(text);
        } else {
            reading.unread(path, "more than " + MOST + " texts in formulas: the others were not read");
        }
    }

    /** Works the formula out as far as it puts texts together; whatever else has arguments gives each of its texts. */
    private void texts(Ptg[] formula) {
        Deque<String> stack = new ArrayDeque<>();
        for (Ptg token : formula == null ? new Ptg[0] : formula) {
            if (token instanceof StringPtg text) {
                stack.push(text.getValue());
            } else if (token instanceof IntPtg number) {
                stack.push(String.valueOf(number.getValue()));
            } else if (token instanceof NumberPtg number) {
                stack.push(String.valueOf((long) number.getValue()));
            } else if (token instanceof ConcatPtg && stack.size() >= 2) {
                String behind = stack.pop();
                stack.push(stack.pop() + behind);
            } else if (token instanceof AbstractFunctionPtg function) {
                function(function, stack);
            } else if (token instanceof OperationPtg) {
                flush(stack);
            } else if (token instanceof OperandPtg) {
                stack.push("");
            }
            if (stack.size() > DEEPEST) {
                flush(stack);
            }
        }
        flush(stack);
    }

    private void function(AbstractFunctionPtg function, Deque<String> stack) {
        String name = function.getName();
        if (name.equals("CHAR") && !stack.isEmpty() && stack.peek().matches("\\d{1,5}")) {
            stack.push(String.valueOf((char) Integer.parseInt(stack.pop())));
        } else if (name.equals("CONCATENATE") && stack.size() >= function.getNumberOfOperands()) {
            StringBuilder joined = new StringBuilder();
            for (int i = 0; i < function.getNumberOfOperands(); i++) {
                joined.insert(0, stack.pop());
            }
            stack.push(joined.toString());
        } else {
            for (int i = 0; i < function.getNumberOfOperands() && !stack.isEmpty(); i++) {
                add(stack.pop());
            }
            stack.push("");
        }
    }

    private void flush(Deque<String> stack) {
        stack.forEach(this::add);
        stack.clear();
    }
}
