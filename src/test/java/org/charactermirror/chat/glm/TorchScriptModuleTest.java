package org.charactermirror.chat.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class TorchScriptModuleTest {

    @Test
    void text_written_by_java_runs_in_libtorch() {
        String methods = """
                  def dot(self: __torch__.M, a: Tensor, w: List[Tensor]) -> Tensor:
                    return torch.matmul(a, w[1])
                """;
        try (TorchScriptModule module = TorchScriptModule.compile(methods);
                NDManager manager = module.manager().newSubManager()) {
            NDArray a = manager.create(new float[] {1, 2, 3});
            NDArray result = module.run(
                            manager,
                            "dot",
                            TorchScriptModule.tensor(a),
                            TorchScriptModule.list(List.of(a, manager.create(new float[] {4, 5, 6}))))
                    .singletonOrThrow();
            assertThat(result.getFloat()).isEqualTo(32f);
        }
    }

    @Test
    void text_that_libtorch_rejects_is_an_exception_with_its_message() {
        assertThatThrownBy(() -> TorchScriptModule.compile(
                        "  def f(self: __torch__.M, a: Tensor) -> Tensor:\n    return torch.no_such_function(a)\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("libtorch did not accept the TorchScript text:")
                .hasMessageContaining("no_such_function");
    }
}
