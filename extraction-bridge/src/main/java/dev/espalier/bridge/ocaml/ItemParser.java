package dev.espalier.bridge.ocaml;

import dev.espalier.bridge.source.Diagnostics;
import dev.espalier.bridge.source.Position;
import dev.espalier.bridge.source.SourceText;
import dev.espalier.bridge.source.TranslationException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses whole files: structures and signatures. After an error it goes on at the next item. */
public final class ItemParser {
    private final TokenStream tokens;
    private final TypeParser types;
    private final ExpressionParser expressions;
    private final Diagnostics diagnostics = new Diagnostics();

    private ItemParser(SourceText source) {
        Lexer lexer = new Lexer(source);
        this.tokens = new TokenStream(lexer.tokens(), lexer.declarations());
        this.types = new TypeParser(tokens);
        this.expressions = new ExpressionParser(tokens, types, new PatternParser(tokens, types));
    }

    /**
     * The items of an implementation ({@code .ml}).
     *
     * @throws TranslationException with all syntax errors and unsupported constructs found
     */
    public static List<ItemSyntax> implementation(SourceText source) {
        return new ItemParser(source).file(true);
    }

    /**
     * The items of an interface ({@code .mli}).
     *
     * @throws TranslationException with all syntax errors and unsupported constructs found
     */
    public static List<ItemSyntax> signature(SourceText source) {
        return new ItemParser(source).file(false);
    }

    private List<ItemSyntax> file(boolean structure) {
        List<ItemSyntax> items = items(structure);
        while (!tokens.at(Token.Kind.END)) {
            diagnostics.add(tokens.unexpected("file", "an item"));
            tokens.skipToItem(tokens.mark());
            items.addAll(items(structure));
            if (tokens.at("end")) {
                tokens.advance();
            }
        }
        diagnostics.throwIfAny();
        return items;
    }

    private List<ItemSyntax> items(boolean structure) {
        List<ItemSyntax> items = new ArrayList<>();
        while (!tokens.at(Token.Kind.END) && !tokens.at("end")) {
            if (tokens.accept(";;")) {
                continue;
            }
            int start = tokens.mark();
            try {
                items.add(structure ? structureItem() : signatureItem());
            } catch (TranslationException failure) {
                diagnostics.add(failure);
                tokens.skipToItem(Math.max(start, tokens.mark() - 1));
            }
        }
        return items;
    }

    private ItemSyntax structureItem() {
        Position position = tokens.position();
        if (tokens.at("let")) {
            @Nullable TypeSyntax declared = tokens.declared();
            tokens.advance();
            boolean recursive = tokens.accept("rec");
            return new ItemSyntax.Values(position, recursive, expressions.bindings(declared));
        }
        if (tokens.accept("exception")) {
            return new ItemSyntax.ExceptionDeclaration(position, constructorDeclaration());
        }
        if (tokens.accept("open")) {
            return new ItemSyntax.Open(position, modulePath("open"));
        }
        if (tokens.at("type")) {
            return typeDeclarations();
        }
        if (tokens.accept("module")) {
            if (tokens.accept("type")) {
                return moduleType(position);
            }
            String name = tokens.upper("module");
            List<Parameter> parameters = parameters();
            if (tokens.accept(":")) {
                signature();
            }
            tokens.expect("=", "module");
            return new ItemSyntax.Module(position, name, functor(parameters, module()));
        }
        if (tokens.accept("include")) {
            return new ItemSyntax.Include(position, module());
        }
        throw tokens.unexpected("structure", "'let', 'type' or 'module'");
    }

    private record Parameter(Position position, String name, ItemSyntax.SignatureSyntax signature) {}

    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        while (tokens.at("(")) {
            Position position = tokens.advance().position();
            String name = tokens.upper("functor parameter");
            tokens.expect(":", "functor parameter");
            parameters.add(new Parameter(position, name, signature()));
            tokens.expect(")", "functor parameter");
        }
        return parameters;
    }

    private static ItemSyntax.ModuleSyntax functor(List<Parameter> parameters, ItemSyntax.ModuleSyntax body) {
        ItemSyntax.ModuleSyntax module = body;
        for (Parameter parameter : parameters.reversed()) {
            module = new ItemSyntax.Functor(parameter.position, parameter.name, parameter.signature, module);
        }
        return module;
    }

    private ItemSyntax.ModuleSyntax module() {
        Position position = tokens.position();
        if (tokens.accept("struct")) {
            List<ItemSyntax> items = items(true);
            tokens.expect("end", "struct");
            return new ItemSyntax.Structure(position, items);
        }
        if (tokens.accept("functor")) {
            List<Parameter> parameters = parameters();
            tokens.expect("->", "functor");
            return functor(parameters, module());
        }
        ItemSyntax.ModuleSyntax module = moduleAtom();
        while (tokens.at("(")) {
            Position at = tokens.advance().position();
            module = new ItemSyntax.Application(at, module, enclosed());
        }
        return module;
    }

    private ItemSyntax.ModuleSyntax moduleAtom() {
        Position position = tokens.position();
        if (tokens.accept("(")) {
            return enclosed();
        }
        return new ItemSyntax.Reference(position, modulePath("module"));
    }

    /** What stands in parentheses, of which the first is already read. */
    private ItemSyntax.ModuleSyntax enclosed() {
        ItemSyntax.ModuleSyntax module = module();
        if (tokens.accept(":")) {
            signature();
        }
        tokens.expect(")", "module");
        return module;
    }

    private Path modulePath(String construct) {
        List<String> modules = new ArrayList<>();
        String name = tokens.upper(construct);
        while (tokens.accept(".")) {
            modules.add(name);
            name = tokens.upper(construct);
        }
        return new Path(modules, name);
    }

    private ItemSyntax moduleType(Position position) {
        String name = tokens.upper("module type");
        tokens.expect("=", "module type");
        return new ItemSyntax.ModuleType(position, name, signature());
    }

    private static ItemSyntax.SignatureSyntax functorSignature(
            List<Parameter> parameters, ItemSyntax.SignatureSyntax body) {
        ItemSyntax.SignatureSyntax signature = body;
        for (Parameter parameter : parameters.reversed()) {
            signature =
                    new ItemSyntax.FunctorSignature(parameter.position, parameter.name, parameter.signature, signature);
        }
        return signature;
    }

    private ItemSyntax.SignatureSyntax signature() {
        Position position = tokens.position();
        if (tokens.accept("(")) {
            ItemSyntax.SignatureSyntax inner = signature();
            tokens.expect(")", "signature");
            return constrained(inner);
        }
        if (tokens.accept("sig")) {
            List<ItemSyntax> items = items(false);
            tokens.expect("end", "sig");
            return constrained(new ItemSyntax.Signature(position, items));
        }
        if (tokens.accept("functor")) {
            List<Parameter> parameters = parameters();
            tokens.expect("->", "functor");
            return functorSignature(parameters, signature());
        }
        if (tokens.accept("module")) {
            tokens.expect("type", "module type");
            if (!tokens.peek().text().equals("of")) {
                throw tokens.unexpected("module type", "'of'");
            }
            tokens.advance();
            module();
            return new ItemSyntax.SignatureOf(position);
        }
        return constrained(new ItemSyntax.SignatureName(position, modulePath("module type")));
    }

    private ItemSyntax.SignatureSyntax constrained(ItemSyntax.SignatureSyntax signature) {
        Position position = tokens.position();
        if (!tokens.accept("with")) {
            return signature;
        }
        List<ItemSyntax.Constraint> constraints = new ArrayList<>();
        do {
            if (tokens.accept("module")) {
                Path path = modulePath("'with module' constraint");
                tokens.expect("=", "'with module' constraint");
                constraints.add(new ItemSyntax.ModuleConstraint(path, module()));
            } else {
                tokens.expect("type", "'with type' constraint");
                List<String> parameters = typeParameters();
                Path path = tokens.lowerPath("'with type' constraint");
                tokens.expect("=", "'with type' constraint");
                constraints.add(new ItemSyntax.TypeConstraint(path, parameters, types.type()));
            }
        } while (tokens.accept("and"));
        return constrained(new ItemSyntax.Constrained(position, signature, constraints));
    }

    private ItemSyntax signatureItem() {
        Position position = tokens.position();
        if (tokens.accept("val")) {
            String name = tokens.valueName("val");
            tokens.expect(":", "val");
            return new ItemSyntax.Value(position, name, types.type());
        }
        if (tokens.accept("exception")) {
            return new ItemSyntax.ExceptionDeclaration(position, constructorDeclaration());
        }
        if (tokens.accept("open")) {
            return new ItemSyntax.Open(position, modulePath("open"));
        }
        if (tokens.at("type")) {
            return typeDeclarations();
        }
        if (tokens.accept("module")) {
            if (tokens.accept("type")) {
                return moduleType(position);
            }
            String name = tokens.upper("module");
            if (tokens.accept("=")) {
                return new ItemSyntax.ModuleValue(position, name, new ItemSyntax.SameModule(position, module()));
            }
            List<Parameter> parameters = parameters();
            tokens.expect(":", "module");
            return new ItemSyntax.ModuleValue(position, name, functorSignature(parameters, signature()));
        }
        if (tokens.accept("include")) {
            return new ItemSyntax.IncludeSignature(position, signature());
        }
        throw tokens.unexpected("signature", "'val', 'type' or 'module'");
    }

    private ItemSyntax typeDeclarations() {
        Position position = tokens.advance().position();
        tokens.accept("nonrec");
        List<ItemSyntax.TypeDeclaration> declarations = new ArrayList<>();
        do {
            declarations.add(typeDeclaration());
        } while (tokens.accept("and"));
        return new ItemSyntax.Types(position, declarations);
    }

    private ItemSyntax.TypeDeclaration typeDeclaration() {
        Position position = tokens.position();
        List<String> parameters = typeParameters();
        String name = tokens.lower("type");
        ItemSyntax.Body body = tokens.accept("=") ? typeBody() : new ItemSyntax.Abstract();
        return new ItemSyntax.TypeDeclaration(position, name, parameters, body);
    }

    private List<String> typeParameters() {
        List<String> parameters = new ArrayList<>();
        if (tokens.at(Token.Kind.TYPE_VARIABLE)) {
            parameters.add(tokens.advance().text());
        } else if (tokens.accept("(")) {
            do {
                if (!tokens.at(Token.Kind.TYPE_VARIABLE)) {
                    throw tokens.unexpected("type parameter", "a type variable");
                }
                parameters.add(tokens.advance().text());
            } while (tokens.accept(","));
            tokens.expect(")", "type parameters");
        }
        return parameters;
    }

    private ItemSyntax.Body typeBody() {
        tokens.accept("private"); // it forbids what OCaml has checked already
        if (tokens.accept("{")) {
            List<ItemSyntax.FieldDeclaration> fields = new ArrayList<>();
            while (!tokens.at("}")) {
                Position position = tokens.position();
                String name = tokens.lower("field");
                tokens.expect(":", "field");
                fields.add(new ItemSyntax.FieldDeclaration(position, name, types.type()));
                if (!tokens.accept(";")) {
                    break;
                }
            }
            tokens.expect("}", "record type");
            return new ItemSyntax.Fields(fields);
        }
        boolean constructor = tokens.at("|")
                || (tokens.at(Token.Kind.UPPER) && !tokens.peek(1).is("."));
        if (!constructor) {
            TypeSyntax type = types.type();
            // After a second equals sign the constructors are listed again.
            return tokens.accept("=") ? new ItemSyntax.Reexport(type, typeBody()) : new ItemSyntax.Alias(type);
        }
        tokens.accept("|");
        List<ItemSyntax.ConstructorDeclaration> constructors = new ArrayList<>();
        do {
            constructors.add(constructorDeclaration());
        } while (tokens.accept("|"));
        return new ItemSyntax.Constructors(constructors);
    }

    private ItemSyntax.ConstructorDeclaration constructorDeclaration() {
        Position position = tokens.position();
        String name = tokens.upper("constructor");
        if (tokens.at(":")) {
            throw TokenStream.unsupported(position, "generalised constructor " + name, "declare it with 'of'");
        }
        List<TypeSyntax> arguments = new ArrayList<>();
        if (tokens.accept("of")) {
            do {
                arguments.add(types.applied());
            } while (tokens.accept("*"));
        }
        return new ItemSyntax.ConstructorDeclaration(position, name, arguments);
    }
}
