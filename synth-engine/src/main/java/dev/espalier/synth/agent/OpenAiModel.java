package dev.espalier.synth.agent;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIServiceException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageParam;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionSystemMessageParam;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.chat.completions.ChatCompletionUserMessageParam;
import com.openai.models.completions.CompletionUsage;
import dev.espalier.synth.trellis.ToolCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Models of OpenAI, or of whoever speaks its chat completions (vLLM, Ollama, llama.cpp), through the official client.
 */
public final class OpenAiModel implements Dialogue.Model, AutoCloseable {
    private static final String PROVIDER = "openai";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OpenAIClient client;
    private final String model;
    private final long outputMax;

    /** The model {@code model} at {@code endpoint}; a turn may have {@code outputMax} tokens. */
    public OpenAiModel(Endpoint endpoint, String model, long outputMax) {
        OpenAIOkHttpClient.Builder builder = OpenAIOkHttpClient.builder()
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
        List<ChatCompletionMessageParam> said = new ArrayList<>();
        said.add(ChatCompletionMessageParam.ofSystem(
                ChatCompletionSystemMessageParam.builder().content(system).build()));
        return (results, words) -> {
            List<ChatCompletionMessageParam> all = new ArrayList<>(said);
            for (ToolResult result : results) {
                all.add(ChatCompletionMessageParam.ofTool(ChatCompletionToolMessageParam.builder()
                        .toolCallId(result.id())
                        .content(result.text())
                        .build()));
            }
            if (!words.isEmpty()) {
                all.add(ChatCompletionMessageParam.ofUser(
                        ChatCompletionUserMessageParam.builder().content(words).build()));
            }
            ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder()
                    .model(model)
                    .maxCompletionTokens(outputMax)
                    .streamOptions(ChatCompletionStreamOptions.builder()
                            .includeUsage(true)
                            .build())
                    .messages(all);
            tools.forEach(tool -> params.addTool(tool(tool)));
            ChatCompletion answer = answer(params.build());
            if (answer.choices().isEmpty()) {
                throw Endpoint.garbled(name(), new IllegalStateException("it has no choice"));
            }
            ChatCompletionMessage message = answer.choices().getFirst().message();
            said.clear();
            said.addAll(all);
            said.add(ChatCompletionMessageParam.ofAssistant(message.toParam()));
            return turn(answer, message);
        };
    }

    private static ChatCompletionFunctionTool tool(ToolCatalogue.Tool tool) {
        FunctionParameters.Builder parameters = FunctionParameters.builder();
        tool.schema().forEach((name, value) -> parameters.putAdditionalProperty(name, JsonValue.from(value)));
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name(tool.name())
                        .description(tool.description())
                        .parameters(parameters.build())
                        .build())
                .build();
    }

    private ChatCompletion answer(ChatCompletionCreateParams params) throws ModelException {
        try (StreamResponse<ChatCompletionChunk> stream =
                client.chat().completions().createStreaming(params)) {
            ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
            stream.stream().forEach(accumulator::accumulate);
            return accumulator.chatCompletion();
        } catch (OpenAIServiceException e) {
            throw Endpoint.refused(name(), e.statusCode(), e);
        } catch (OpenAIInvalidDataException | IllegalStateException e) {
            throw Endpoint.garbled(name(), e);
        } catch (OpenAIException e) {
            throw Endpoint.unreachable(name(), e);
        }
    }

    private static Turn turn(ChatCompletion answer, ChatCompletionMessage message) {
        List<ToolCall> calls = new ArrayList<>();
        message.toolCalls()
                .ifPresent(all ->
                        all.forEach(call -> call.function().ifPresent(function -> calls.add(call(function)))));
        ChatCompletion.Choice.FinishReason reason = answer.choices().getFirst().finishReason();
        boolean declined =
                message.refusal().isPresent() || reason.equals(ChatCompletion.Choice.FinishReason.CONTENT_FILTER);
        Turn.Ending ending = declined
                ? Turn.Ending.REFUSED
                : reason.equals(ChatCompletion.Choice.FinishReason.LENGTH)
                        ? Turn.Ending.LENGTH
                        : calls.isEmpty() ? Turn.Ending.DONE : Turn.Ending.CALLS;
        return new Turn(
                message.refusal().or(message::content).orElse(""),
                calls,
                ending,
                answer.usage().map(OpenAiModel::usage).orElse(Usage.NONE));
    }

    private static Usage usage(CompletionUsage usage) {
        long cached = usage.promptTokensDetails()
                .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
                .orElse(0L);
        return new Usage(usage.promptTokens() - cached, cached, usage.completionTokens());
    }

    private static ToolCall call(ChatCompletionMessageFunctionToolCall call) {
        String name = call.function().name();
        String arguments = call.function().arguments();
        try {
            Map<String, Object> read = arguments.isBlank()
                    ? Map.of()
                    : JSON.readValue(arguments, new TypeReference<Map<String, Object>>() {});
            return new ToolCall(call.id(), name, read == null ? Map.of() : read, "");
        } catch (JacksonException e) {
            return new ToolCall(call.id(), name, Map.of(), "they are no JSON object: " + e.getOriginalMessage());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
