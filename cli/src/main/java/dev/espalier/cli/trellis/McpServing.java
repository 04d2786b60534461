package dev.espalier.cli.trellis;

import dev.espalier.synth.trellis.ToolCatalogue;
import dev.espalier.synth.trellis.Tools;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Speaks the Model Context Protocol over standard input and output, or over HTTP on this machine. */
final class McpServing implements AutoCloseable {
    static final String ENDPOINT = "/mcp";

    private static final String INSTRUCTIONS = """
            You grow a core of a causally consistent store, with its proof, in Rocq. Open a specification; define the types and
            methods of the core, then relations and lemmas, then prove the theorem refinement. After each move the prover judges
            all that there is, with a hole where something is missing; what it refuses changes nothing, and you get its words and
            goals. Axioms, holes of your own, flags, files and changes of the statement are refused. When no hole is left, close.
            """;

    private final McpSyncServer server;
    private final Closeable transport;
    private final int port;

    private McpServing(McpSyncServer server, Closeable transport, int port) {
        this.server = server;
        this.transport = transport;
        this.port = port;
    }

    /** The port; 0 over streams. */
    int port() {
        return port;
    }

    /** Over {@code in} and {@code out}; nothing else may be written to {@code out}. */
    static McpServing overStreams(ToolBench bench, String version, InputStream in, OutputStream out) {
        McpSyncServer server = McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper(), in, out))
                .serverInfo("espalier", version)
                .instructions(INSTRUCTIONS)
                .capabilities(capabilities())
                .tools(tools(bench))
                .build();
        return new McpServing(server, () -> {}, 0);
    }

    /**
     * Over HTTP on the loopback interface; requests that a browser makes for another site's page are refused.
     *
     * @param port 0 for any
     */
    static McpServing overHttp(ToolBench bench, String version, int port) throws Exception {
        HttpServletStreamableServerTransportProvider servlet = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(McpJsonDefaults.getMapper())
                .mcpEndpoint(ENDPOINT)
                .securityValidator(DefaultServerTransportSecurityValidator.builder()
                        .allowedOrigins(List.of("http://localhost:*", "http://127.0.0.1:*"))
                        .allowedHosts(List.of("localhost:*", "127.0.0.1:*"))
                        .build())
                .build();
        McpSyncServer server = McpServer.sync(servlet)
                .serverInfo("espalier", version)
                .instructions(INSTRUCTIONS)
                .capabilities(capabilities())
                .tools(tools(bench))
                .build();
        Server http = new Server();
        ServerConnector connector = new ServerConnector(http);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        http.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, ENDPOINT);
        http.setHandler(context);
        http.start();
        return new McpServing(server, () -> stop(http), connector.getLocalPort());
    }

    private static McpSchema.ServerCapabilities capabilities() {
        return McpSchema.ServerCapabilities.builder().tools(false).build();
    }

    private static List<McpServerFeatures.SyncToolSpecification> tools(ToolBench bench) {
        List<McpServerFeatures.SyncToolSpecification> tools = new ArrayList<>();
        List<ToolCatalogue.Tool> all = new ArrayList<>(ToolCatalogue.moves());
        all.addFirst(ToolCatalogue.open());
        for (ToolCatalogue.Tool tool : all) {
            tools.add(McpServerFeatures.SyncToolSpecification.builder()
                    .tool(McpSchema.Tool.builder(tool.name(), tool.schema())
                            .description(tool.description())
                            .build())
                    .callHandler((exchange, request) -> called(bench, exchange, request))
                    .build());
        }
        return tools;
    }

    private static McpSchema.CallToolResult called(
            ToolBench bench, McpSyncServerExchange exchange, McpSchema.CallToolRequest request) {
        try {
            Map<String, Object> arguments = request.arguments() == null ? Map.of() : request.arguments();
            Tools.Answer answer = bench.call(request.name(), arguments, who(exchange));
            return result(answer.text(), answer.failed());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return result("the server is being stopped", true);
        }
    }

    private static String who(McpSyncServerExchange exchange) {
        McpSchema.Implementation client = exchange.getClientInfo();
        return client == null ? "agent" : client.name();
    }

    private static McpSchema.CallToolResult result(String text, boolean failed) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(text)
                .isError(failed)
                .build();
    }

    @Override
    public void close() throws IOException {
        server.closeGracefully();
        transport.close();
    }

    /** Jetty tells an interruption as any other exception; who closes a resource should not be interrupted by it. */
    private static void stop(Server http) throws IOException {
        try {
            http.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IOException("the server of tools did not stop: " + e.getMessage(), e);
        }
    }
}
