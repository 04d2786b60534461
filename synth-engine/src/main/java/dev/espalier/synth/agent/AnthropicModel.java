package dev.espalier.synth.agent;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicException;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.CacheControlEphemeral;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageParam;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.espalier.synth.trellis.ToolCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Models of Anthropic, or of whoever speaks its messages interface, through the official client. */
public final class AnthropicModel implements Dialogue.Model, AutoCloseable {
    private static final String PROVIDER = "anthropic";

    private final AnthropicClient client;
    private final String model;
    private final long outputMax;

    /** The model {@code model} at {@code endpoint}; a turn may have {@code outputMax} tokens. */
    public AnthropicModel(Endpoint endpoint, String model, long outputMax) {
        AnthropicOkHttpClient.Builder builder = AnthropicOkHttpClient.builder()
                .apiKey(endpoint.key())
                .maxRetries(endpoint.retries())
                .timeout(endpoint.timeout());
        endpoint.baseUrl().ifPresent(builder::baseUrl);
        client = builder.build();
        this.model = model;
        this.outputMax = outputMax;
    }

    @Override
    public String name() {
        return PROVIDER + ":" + model;
    }

    @Override
    public Dialogue begin(String system, List<ToolCatalogue.Tool> tools) {
        // The prompt and the tools are the same in every turn, so the provider may keep what it made of them.
        TextBlockParam told = TextBlockParam.builder()
                .text(system)
                .cacheControl(CacheControlEphemeral.builder().build())
                .build();
        MessageCreateParams.Builder first =
                MessageCreateParams.builder().model(model).maxTokens(outputMax).systemOfTextBlockParams(List.of(told));
        tools.forEach(tool -> first.addTool(tool(tool)));
        List<MessageParam> said = new ArrayList<>();
        return (results, words) -> {
            List<ContentBlockParam> blocks = new ArrayList<>();
            results.forEach(result -> blocks.add(ContentBlockParam.ofToolResult(ToolResultBlockParam.builder()
                    .toolUseId(result.id())
                    .content(result.text())
                    .isError(result.failed())
                    .build())));
            if (!words.isEmpty()) {
                blocks.add(ContentBlockParam.ofText(words));
            }
            MessageParam next = MessageParam.ofUserOfContentBlockParams(blocks);
            List<MessageParam> all = new ArrayList<>(said);
            all.add(next);
            Message answer = answer(first.messages(all).build());
            said.add(next);
            said.add(answer.toParam());
            return turn(answer);
        };
    }

    private static Tool tool(ToolCatalogue.Tool tool) {
        Tool.InputSchema.Properties.Builder properties = Tool.InputSchema.Properties.builder();
        tool.properties().forEach((name, property) -> properties.putAdditionalProperty(name, JsonValue.from(property)));
        return Tool.builder()
                .name(tool.name())
                .description(tool.description())
                .inputSchema(Tool.InputSchema.builder()
                        .properties(properties.build())
                        .required(tool.required())
                        .build())
                .build();
    }

    private Message answer(MessageCreateParams params) throws ModelException {
        try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
            MessageAccumulator accumulator = MessageAccumulator.create();
            stream.stream().forEach(accumulator::accumulate);
            return accumulator.message();
        } catch (AnthropicServiceException e) {
            throw Endpoint.refused(name(), e.statusCode(), e);
        } catch (AnthropicIoException e) {
            throw Endpoint.unreachable(name(), e);
        } catch (AnthropicInvalidDataException | IllegalStateException e) {
            throw Endpoint.garbled(name(), e);
        } catch (AnthropicException e) {
            throw Endpoint.unreachable(name(), e);
        }
    }

    private static Turn turn(Message answer) {
        StringBuilder text = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        for (ContentBlock block : answer.content()) {
            block.text().ifPresent(one -> text.append(one.text()));
            block.toolUse().ifPresent(use -> calls.add(call(use)));
        }
        StopReason reason = answer.stopReason().orElse(StopReason.END_TURN);
        Turn.Ending ending = reason.equals(StopReason.REFUSAL)
                ? Turn.Ending.REFUSED
                : reason.equals(StopReason.MAX_TOKENS)
                        ? Turn.Ending.LENGTH
                        : calls.isEmpty() ? Turn.Ending.DONE : Turn.Ending.CALLS;
        long cached = answer.usage().cacheReadInputTokens().orElse(0L);
        long input = answer.usage().inputTokens()
                + answer.usage().cacheCreationInputTokens().orElse(0L);
        return new Turn(
                text.toString(),
                calls,
                ending,
                new Usage(input, cached, answer.usage().outputTokens()));
    }

    private static ToolCall call(ToolUseBlock use) {
        try {
            Map<String, Object> arguments = use._input().convert(new TypeReference<Map<String, Object>>() {});
            return arguments == null
                    ? new ToolCall(use.id(), use.name(), Map.of(), "they are missing")
                    : new ToolCall(use.id(), use.name(), arguments, "");
        } catch (AnthropicInvalidDataException | IllegalArgumentException e) {
            return new ToolCall(use.id(), use.name(), Map.of(), "they are no JSON object");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
