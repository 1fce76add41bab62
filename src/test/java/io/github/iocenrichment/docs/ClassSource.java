package io.github.iocenrichment.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The source of one top-level class, parsed by the JDK's compiler: its public methods and the first sentence of each Javadoc comment. */
final class ClassSource {
    private static final Path ROOT = Path.of("src/main/java");
    private final DocTrees docs;
    private final CompilationUnitTree unit;
    private final ClassTree type;

    private ClassSource(DocTrees docs, CompilationUnitTree unit, ClassTree type) {
        this.docs = docs;
        this.unit = unit;
        this.type = type;
    }

    /**
     * A method as callers see it.
     *
     * @param name       its name
     * @param parameters types and names, without annotations
     * @param returns    type of the result, without annotations
     * @param sentence   what it does; empty when nothing is written
     */
    record Method(String name, List<String> parameters, String returns, String sentence) {
        String signature() {
            return name + "(" + String.join(", ", parameters) + ")";
        }
    }

    static ClassSource of(Class<?> type) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjects(ROOT.resolve(type.getName().replace('.', '/') + ".java")));
            CompilationUnitTree unit = task.parse().iterator().next();
            ClassTree declared = unit.getTypeDecls().stream().filter(ClassTree.class::isInstance).map(ClassTree.class::cast)
                    .filter(one -> one.getSimpleName().contentEquals(type.getSimpleName())).findFirst().orElseThrow();
            return new ClassSource(DocTrees.instance(task), unit, declared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String sentence() {
        return sentence(type);
    }

    /** Public methods of its objects, in the order of the file. */
    List<Method> methods() {
        return type.getMembers().stream().filter(MethodTree.class::isInstance).map(MethodTree.class::cast)
                .filter(method -> isOffered(method.getModifiers().getFlags()) && method.getReturnType() != null)
                .map(method -> new Method(method.getName().toString(), method.getParameters().stream().map(each -> written(each.getType()) + " " + each.getName())
                .toList(), written(method.getReturnType()), sentence(method))).toList();
    }

    /** A type as callers need it: whether it may be null is said by the words beside it. */
    private static String written(Tree type) {
        return type.toString().replace("@Nullable ", "");
    }

    private static boolean isOffered(Set<Modifier> modifiers) {
        return modifiers.contains(Modifier.PUBLIC) && !modifiers.contains(Modifier.STATIC);
    }

    /** What stands first: the first sentence, else what is returned, else the first parameter that is explained. */
    private String sentence(Tree tree) {
        DocCommentTree comment = docs.getDocCommentTree(TreePath.getPath(unit, tree));
        if (comment == null) {
            return "";
        }
        if (!comment.getFirstSentence().isEmpty()) {
            return words(comment.getFirstSentence());
        }
        return comment.getBlockTags().stream().filter(ReturnTree.class::isInstance).map(tag -> "Returns " + words(((ReturnTree) tag).getDescription()))
                .findFirst().or(() -> comment.getBlockTags().stream().filter(ParamTree.class::isInstance).map(ParamTree.class::cast)
                        .map(tag -> "`" + tag.getName() + "`: " + words(tag.getDescription())).findFirst()).orElse("");
    }

    private static String words(List<? extends DocTree> trees) {
        return trees.stream().map(ClassSource::words).collect(Collectors.joining()).replaceAll("\\s+", " ").strip();
    }

    private static String words(DocTree tree) {
        if (tree instanceof LiteralTree literal) {
            return literal.getKind() == DocTree.Kind.CODE ? "`" + literal.getBody().getBody() + "`" : literal.getBody().getBody();
        }
        if (tree instanceof LinkTree link) {
            String reference = link.getReference().getSignature();
            return link.getLabel().isEmpty() ? "`" + reference.replaceFirst("^#", "").replace('#', '.') + "`" : words(link.getLabel());
        }
        if (tree instanceof StartElementTree start) {
            return start.getName().contentEquals("code") ? "`" : " ";
        }
        if (tree instanceof EndElementTree end) {
            return end.getName().contentEquals("code") ? "`" : " ";
        }
        return tree.toString();
    }
}
