package org.charactermirror.chat.glm;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** TorchScript methods compiled from text, callable from Java. */
public final class TorchScriptModule implements AutoCloseable {

    // A model that is garbage-collected frees its native module, so the reference is kept for as long as the block.
    private final Model model;
    private final PtSymbolBlock block;

    private TorchScriptModule(Model model, PtSymbolBlock block) {
        this.model = model;
        this.block = block;
    }

    /**
     * Compiles methods written in the serialized dialect of TorchScript.
     *
     * @param methods the methods of class {@code __torch__.M}, each indented by two spaces
     * @throws IllegalStateException if libtorch rejects the text, with its message
     */
    public static TorchScriptModule compile(String methods) {
        return compile(methods, ComputeDevice.CPU);
    }

    /** Compiles methods whose tensors are on a device. */
    static TorchScriptModule compile(String methods, ComputeDevice device) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        Model model = Model.newInstance("torchscript", device.engineDevice(), "PyTorch");
        try {
            TorchScriptArchive.write(methods, archive);
            model.load(new ByteArrayInputStream(archive.toByteArray()));
        } catch (IOException e) {
            model.close();
            throw new UncheckedIOException(e);
        } catch (MalformedModelException | RuntimeException e) {
            model.close();
            throw new IllegalStateException("libtorch did not accept the TorchScript text: " + e.getMessage(), e);
        }
        return new TorchScriptModule(model, (PtSymbolBlock) model.getBlock());
    }

    /** Returns the manager under which tensors for this module are made. */
    public NDManager manager() {
        return model.getNDManager();
    }

    /**
     * Calls a method in inference mode. The arguments are closed afterwards; the tensors that they wrap are not.
     *
     * @return the tensors that the method returned (one, or a list), attached to {@code manager}
     */
    public NDList run(NDManager manager, String method, IValue... arguments) {
        try (IValue result = IValueUtils.runMethod(block, method, arguments)) {
            PtNDManager ptManager = (PtNDManager) manager;
            if (result.isTensor()) {
                return new NDList(result.toTensor(ptManager));
            }
            return new NDList(result.toTensorArray(ptManager));
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    /** Calls {@code forward} outside inference mode, so that it may compute gradients. */
    public NDList forward(NDList arguments) {
        return IValueUtils.forward(block, arguments, true);
    }

    /** Wraps tensors as one {@code List[Tensor]} argument. */
    public static IValue list(List<? extends NDArray> tensors) {
        return IValue.listFrom(
                tensors.stream().map(tensor -> (PtNDArray) tensor).toArray(PtNDArray[]::new));
    }

    /** Wraps one tensor as an argument. */
    public static IValue tensor(NDArray tensor) {
        return IValue.from((PtNDArray) tensor);
    }

    @Override
    public void close() {
        model.close();
    }
}
